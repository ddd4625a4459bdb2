package io.github.inpagelogin.e2e;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.Endpoint;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpCookieStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two thousand people come back from RingCentral at once, and it does not answer this site, which has twenty threads. */
@Timeout(120)
class ManyLoginsTest {
    private static final int LOGINS = 2_000;

    /** More at once would be a test of this machine. */
    private static final int AT_ONCE_ON_THE_WAY_OUT = 100;

    private final HttpClient browsers = new HttpClient();

    @BeforeEach
    void start() throws Exception {
        browsers.setMaxConnectionsPerDestination(LOGINS);
        browsers.setMaxRequestsQueuedPerDestination(LOGINS);
        browsers.setConnectTimeout(60_000);
        browsers.setFollowRedirects(false);
        browsers.setHttpCookieStore(new HttpCookieStore.Empty());
        browsers.start();
    }

    @AfterEach
    void stop() throws Exception {
        browsers.stop();
    }

    private CompletableFuture<ContentResponse> get(URI uri, String cookie) {
        Request request = browsers.newRequest(uri)
                .timeout(100, SECONDS)
                .idleTimeout(100, SECONDS)
                .headers(headers -> headers.put("Accept", "text/html").put("Cookie", cookie));
        return new CompletableResponseListener(request).send();
    }

    /** A login that has come as far as the way back: what the browser is to ask for now, and its cookie. */
    private record Login(URI callback, String cookie) {
        @Override
        public String toString() {
            return "Login";
        }
    }

    /** Begins all logins; {@code provider} says where the browser is to go back to, given where it was sent. */
    private List<Login> logins(World world, Function<URI, CompletableFuture<URI>> provider)
            throws InterruptedException {
        Semaphore places = new Semaphore(AT_ONCE_ON_THE_WAY_OUT);
        List<CompletableFuture<Login>> begun = new ArrayList<>();
        for (int i = 0; i < LOGINS; i++) {
            places.acquire();
            begun.add(get(world.site().url("login"), "")
                    .thenCompose(out -> provider.apply(location(out))
                            .thenApply(back -> new Login(
                                    back, out.getHeaders().get("Set-Cookie").replaceFirst(";.*", ""))))
                    .whenComplete((login, failure) -> places.release()));
        }
        return begun.stream().map(CompletableFuture::join).toList();
    }

    private static URI location(ContentResponse answer) {
        return URI.create(answer.getHeaders().get("Location"));
    }

    /** RingCentral, for a browser where somebody is signed in: it sends back at once, with a code. */
    private Function<URI, CompletableFuture<URI>> ringCentral(World world) {
        Visitor known = world.visitor();
        known.callback("login", world.ada());
        String cookies = known.cookies().entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        return sentTo -> get(sentTo, cookies).thenApply(ManyLoginsTest::location);
    }

    /** A code that nobody will look at. */
    private static Function<URI, CompletableFuture<URI>> anyCode(World world) {
        return sentTo -> CompletableFuture.completedFuture(
                world.site().url("oauth/callback?code=x&state=" + Page.parameter(sentTo.toString(), "state")));
    }

    private List<CompletableFuture<ContentResponse>> comeBack(World world, List<Login> logins) {
        world.standIn().knobs().on(Endpoint.TOKEN).hang();
        return logins.stream()
                .map(login -> get(login.callback(), login.cookie()))
                .toList();
    }

    private static Map<Integer, Long> statuses(List<CompletableFuture<ContentResponse>> answers) {
        return answers.stream()
                .map(CompletableFuture::join)
                .collect(Collectors.groupingBy(ContentResponse::getStatus, Collectors.counting()));
    }

    @Test
    void whileRingCentralHangsWhoIsSignedInGoesOnAndWhenItIsBackEveryLoginSucceeds() throws Exception {
        try (World world = World.start("ringcentral.timeout", "PT60S")) {
            Visitor signedIn = world.visitor();
            signedIn.logIn(world.luis());
            List<Login> logins = logins(world, ringCentral(world));
            // Of one person's sessions RingCentral ends all but five: a profile would be refused to most of these.
            world.standIn().knobs().on(Endpoint.EXTENSION).fail(404, "not_found", "CMN-102", "oops");
            List<CompletableFuture<ContentResponse>> answers = comeBack(world, logins);
            Polling.until(() -> world.standIn().knobs().on(Endpoint.TOKEN).hanging() == LOGINS);
            for (int i = 0; i < 10; i++) {
                assertTrue(signedIn.get("app").expect(200).body().contains("Luis"));
            }
            Polling.until(() -> world.site().busyThreads() <= 6);
            assertEquals(0, answers.stream().filter(CompletableFuture::isDone).count());
            world.standIn().knobs().on(Endpoint.TOKEN).release();
            assertEquals(Map.of(303, (long) LOGINS), statuses(answers));
        }
    }

    @Test
    void whenTheTimeIsOverEveryLoginGetsItsPage() throws Exception {
        try (World world = World.start("ringcentral.timeout", "PT2S", "ringcentral.connect-timeout", "PT2S")) {
            List<CompletableFuture<ContentResponse>> answers = comeBack(world, logins(world, anyCode(world)));
            Map<Integer, Long> statuses = statuses(answers);
            assertEquals(
                    LOGINS,
                    IntStream.of(503, 504)
                            .mapToLong(status -> statuses.getOrDefault(status, 0L))
                            .sum(),
                    statuses.toString());
            answers.forEach(answer ->
                    assertTrue(answer.join().getContentAsString().contains("<h1>RingCentral is not answering")));
            Page page = world.visitor().get("login").expect(503);
            assertEquals("RingCentral is not answering at present", page.title());
            assertEquals(0, world.site().sessions());
        }
    }
}
