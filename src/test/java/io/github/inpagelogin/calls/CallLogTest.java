package io.github.inpagelogin.calls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.inpagelogin.api.ResourcePage;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers and RingCentral may write into a call log, and what of it gets onto the page. */
class CallLogTest {
    private static final String INSTANT = "2026-01-15T17:30:00Z";

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
    }

    private static CallLog log(String... records) {
        return CallLog.of(
                new ResourcePage(Stream.of(records).map(CallLogTest::json).toList(), 1, false));
    }

    private static Map<String, Object> call(String record) {
        return log(record).calls().get(0);
    }

    @Test
    void aPageIsAskedForWithItsBeginningAsRingCentralTellsOfADayElse() {
        assertEquals(
                "/restapi/v1.0/account/~/extension/~/call-log?view=Simple&dateFrom=2026-01-31T12:00:00Z",
                CallLog.path(Instant.parse("2026-03-02T12:00:00.123Z")));
    }

    @Test
    void anIncomingCallIsFromWhomItCameAndAnOutgoingOneToWhomItWent() {
        String parties = "'from':{'name':'Mia','phoneNumber':'+1'},'to':{'name':'Ada','extensionNumber':'101'}";
        Map<String, Object> in = call("{'type':'Voice','direction':'Inbound','result':'Missed'," + parties + "}");
        assertEquals(List.of("in", "Incoming call", "Missed", "Mia", "+1"), values(in));
        Map<String, Object> out = call("{'type':'Fax','direction':'Outbound','result':'Sent'," + parties + "}");
        assertEquals(List.of("out", "Outgoing fax", "Sent", "Ada", "Ext. 101"), values(out));
    }

    private static List<Object> values(Map<String, Object> call) {
        return List.of("way", "kind", "result", "who", "number").stream()
                .map(name -> call.getOrDefault(name, "none"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'from':7,'to':[],'direction':{},'type':null,'result':false,'startTime':5,'duration':'9'}",
                "{'from':{'name':null,'phoneNumber':1,'extensionNumber':[]},'startTime':'yesterday','duration':-4}",
                "{'startTime':'+999999999-12-31T23:59:59Z','duration':1e999}",
                "{'startTime':'','duration':1e-999}",
                "{'startTime':'-999999999-01-01T00:00:00Z','duration':31536000}"
            })
    void whatIsMissingOrMakesNoSenseIsLeftOut(String record) {
        assertEquals(Map.of("way", "unknown", "kind", "call", "result", "", "who", "", "number", ""), call(record));
    }

    @Test
    void wordsThatAreNotKnownAreShownAsTheyAre() {
        Map<String, Object> call = call("{'type':'Telex','direction':'Sideways','result':'Eaten by a dog'}");
        assertEquals(List.of("unknown", "Sideways Telex", "Eaten by a dog", "", ""), values(call));
    }

    @Test
    void textIsOnOneLineAndHasAnEnd() {
        String long400 = "\\ud83d\\ude00".repeat(200);
        Map<String, Object> call = call("{'direction':'Inbound','result':'" + "x".repeat(5_000) + "','from':{'name':'"
                + long400 + "','phoneNumber':' 1\\u0000\\r\\n\\t2\\u0085\\u202e '}}");
        assertEquals("\ud83d\ude00".repeat(79) + "…", call.get("who"));
        assertEquals("x".repeat(39) + "…", call.get("result"));
        assertEquals("1 2", call.get("number"));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1 s",
        "59, 59 s",
        "60, 1 min 0 s",
        "204, 3 min 24 s",
        "3599, 59 min 59 s",
        "3600, 1 h 0 min",
        "90061, 25 h 1 min",
        "1.5e1, 15 s"
    })
    void aLengthIsInWords(String seconds, String words) {
        assertEquals(words, call("{'duration':" + seconds + "}").get("length"));
    }

    @ParameterizedTest
    @ValueSource(strings = {INSTANT, "2026-01-15T18:30:00+01:00", "2026-01-15T17:30:00.000Z"})
    void aTimeIsOneInstant(String time) {
        assertEquals(
                Map.of("instant", INSTANT, "words", "15 Jan 2026, 17:30 UTC"),
                call("{'startTime':'" + time + "'}").get("at"));
    }

    @Test
    void aCallLogDoesNotPrintWhoCalled() {
        assertEquals(
                "CallLog[page=1]",
                log("{'direction':'Inbound','from':{'name':'Mia'}}").toString());
    }
}
