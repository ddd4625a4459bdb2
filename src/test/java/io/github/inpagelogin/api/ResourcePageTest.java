package io.github.inpagelogin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.oauth.OAuthFailure;
import jakarta.json.Json;
import java.io.StringReader;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What RingCentral may answer where a page of a list was asked for. */
class ResourcePageTest {
    private static ResourcePage page(String text, int number) {
        return ResourcePage.of(
                Json.createReader(new StringReader(text.replace('\'', '"'))).readObject(), number, 25);
    }

    private static ResourcePage page(String records) {
        return page("{'records':" + records + "}", 1);
    }

    private static String many(int count) {
        return IntStream.range(0, count).mapToObj(i -> "{}").collect(Collectors.joining(",", "[", "]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'records':null}", "{'records':{}}", "{'records':'none'}"})
    void whatHasNoRecordsIsNoPage(String answer) {
        assertEquals(
                "no_records",
                assertThrows(OAuthFailure.class, () -> page(answer, 1)).code());
    }

    @Test
    void recordsThatAreNoneAreLeftOutAndNoMoreAreTakenThanWereAskedFor() {
        assertEquals(1, page("[7,null,[],'x',{}]").records().size());
        assertEquals(25, page(many(10_000)).records().size());
    }

    @Test
    void thereIsANextPageIfRingCentralSaysSoOrThisOneIsFull() {
        String one = "'records':[{}]";
        assertFalse(page("{" + one + "}", 1).hasNext());
        assertTrue(
                page("{" + one + ",'navigation':{'nextPage':{'uri':'x'}}}", 1).hasNext());
        assertTrue(page("{" + one + ",'paging':{'totalPages':3}}", 2).hasNext());
        assertFalse(page("{" + one + ",'paging':{'totalPages':3}}", 3).hasNext());
        assertTrue(page(many(25)).hasNext());
        assertFalse(page("{'records':" + many(25) + ",'paging':{'totalPages':1}}", 1)
                .hasNext());
        assertFalse(
                page("{'records':[],'paging':{'totalPages':9},'navigation':{'nextPage':{}}}", 1)
                        .hasNext(),
                "there is no end to pages without records");
    }

    @Test
    void aPageDoesNotPrintItsRecords() {
        assertEquals("ResourcePage[number=1]", page("[{'name':'Mia'}]").toString());
    }
}
