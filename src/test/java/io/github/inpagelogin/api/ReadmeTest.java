package io.github.inpagelogin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.FakeRequest;
import io.github.inpagelogin.FakeResponse;
import io.github.inpagelogin.oauth.OAuthFailure.Reason;
import io.github.inpagelogin.oauth.OAuthFailures;
import io.github.inpagelogin.web.Errors;
import io.github.inpagelogin.web.Reply;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What README tells a developer to write is what {@link PresenceServlet} has, and does what README says. */
class ReadmeTest {
    private static final Pattern JAVA = Pattern.compile("(?s)```java\\n(.*?)```");

    private final ApiBench bench = new ApiBench();
    private final PresenceServlet servlet = new PresenceServlet(bench.api);
    private final FakeResponse response = new FakeResponse();

    private void get(FakeRequest request) throws ServletException, IOException {
        servlet.doGet(request, response);
    }

    @Test
    void theLinesOfReadmeAreThoseOfTheServlet() throws IOException {
        Matcher snippet = JAVA.matcher(Files.readString(Path.of("README.md")));
        assertTrue(snippet.find(), "there are lines of Java in README.md");
        String lines = snippet.group(1);
        assertTrue(lines.lines().count() <= 10, lines);
        String servlet = Files.readString(
                Path.of("src/test/java", PresenceServlet.class.getName().replace('.', '/') + ".java"));
        assertTrue(servlet.contains(lines.indent(4)), lines + "is not in\n" + servlet);
    }

    @Test
    void whatRingCentralAnswersIsTheAnswer() throws ServletException, IOException {
        bench.answer(200, "{\"userStatus\":\"Available\"}");
        get(bench.request());
        assertEquals(200, response.getStatus());
        assertEquals("{\"userStatus\":\"Available\"}", response.body());
    }

    @Test
    void aMissingPermissionIsNamed() throws ServletException, IOException {
        bench.answer(403, "{\"errorCode\":\"CMN-401\",\"message\":\"needs [ReadPresence] permission\"}");
        get(bench.request());
        assertEquals(403, response.getStatus());
        assertTrue(response.body().contains("\"code\":\"CMN-401\""), response.body());
        assertTrue(response.body().contains("the permission ReadPresence"), response.body());
    }

    @Test
    void throttlingSaysHowLong() throws ServletException, IOException {
        bench.answer(429, "{}", "retry-after", "60");
        get(bench.request());
        assertEquals(503, response.getStatus());
        assertEquals("60", response.getHeader("Retry-After"));
    }

    @Test
    void aPersonWhoIsThrottledComesBackToThePage() {
        bench.answer(429, "{}", "retry-after", "60");
        Reply reply = Errors.ofSignedIn(
                bench.request().header("Sec-Fetch-Mode", "navigate"),
                assertThrows(
                        CompletionException.class,
                        () -> bench.api
                                .get(bench.request(), "/restapi/v1.0/client-info")
                                .join()));
        Reply.Later later = assertInstanceOf(Reply.Later.class, reply);
        assertEquals("/app/presence", later.path());
        Reply.Page page = assertInstanceOf(Reply.Page.class, later.reply());
        assertEquals("/app/presence", page.shows().get("actionUrl"));
    }

    @Test
    void whoseSessionIsOverLogsInAgainAndComesBackAndAScriptIsTold() throws ServletException, IOException {
        bench.answer(401, "{}").answer(401, "{}");
        bench.ringCentral.tokens(() -> CompletableFuture.failedFuture(OAuthFailures.because(Reason.SIGN_IN_AGAIN)));
        get(bench.request().header("Sec-Fetch-Mode", "navigate"));
        assertEquals(303, response.getStatus());
        assertEquals("/login?return_to=%2Fapp%2Fpresence", response.getHeader("Location"));
        FakeResponse script = new FakeResponse();
        servlet.doGet(bench.request(), script);
        assertEquals(401, script.getStatus());
    }
}
