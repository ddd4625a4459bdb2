package io.github.inpagelogin.api;

import io.github.inpagelogin.FakeRequest;
import io.github.inpagelogin.FakeSessions;
import io.github.inpagelogin.TestClock;
import io.github.inpagelogin.TestKeys;
import io.github.inpagelogin.config.Settings;
import io.github.inpagelogin.http.HttpAnswer;
import io.github.inpagelogin.http.HttpCall;
import io.github.inpagelogin.http.HttpFailure;
import io.github.inpagelogin.oauth.FakeOAuthClient;
import io.github.inpagelogin.oauth.Grants;
import io.github.inpagelogin.oauth.Person;
import io.github.inpagelogin.oauth.Tokens;
import io.github.inpagelogin.session.FreshTokens;
import io.github.inpagelogin.session.Revocations;
import io.github.inpagelogin.session.Sessions;
import io.github.inpagelogin.session.SignedIn;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/** The API for somebody who is signed in, with RingCentral's answers in the order in which they are put down. */
final class ApiBench {
    final List<HttpCall> sent = new ArrayList<>();
    final FakeOAuthClient ringCentral = new FakeOAuthClient();
    final TestClock clock = new TestClock();
    final Tokens renewed = Grants.tokens("new", clock.instant().plusSeconds(7200));

    private final Queue<CompletableFuture<HttpAnswer>> answers = new ArrayDeque<>();
    private final FakeSessions container = new FakeSessions();
    private final Revocations revocations = new Revocations(ringCentral);
    private final Sessions sessions = new Sessions(
            new Settings.SessionLife(Duration.ofMinutes(30), Duration.ofHours(12)),
            revocations,
            TestKeys.some(),
            new SecureRandom(),
            clock);

    final RingCentralApi api = new RingCentralApi(
            new Settings.RingCentral(
                    URI.create("https://platform.example"),
                    "id",
                    null,
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(10)),
            call -> {
                sent.add(call);
                return answers.remove();
            },
            new BearerCalls(new FreshTokens(sessions, ringCentral, revocations, clock)),
            clock);

    ApiBench() {
        Tokens tokens = Grants.tokens("old", clock.instant().plusSeconds(3600));
        sessions.begin(
                FakeRequest.get("/app").session(container, null),
                new SignedIn(tokens, new Person("Ada", "101"), "ada", clock.instant()));
    }

    /** The next answer; headers by name and value in turn. */
    ApiBench answer(int status, String body, String... headers) {
        Map<String, String> all = new HashMap<>(Map.of("content-type", "application/json;charset=utf-8"));
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        answers.add(
                CompletableFuture.completedFuture(new HttpAnswer(status, all, body.getBytes(StandardCharsets.UTF_8))));
        return this;
    }

    void fail(HttpFailure failure) {
        answers.add(CompletableFuture.failedFuture(failure));
    }

    /** A request of whoever is signed in. */
    FakeRequest request() {
        return FakeRequest.get("/app/presence")
                .session(container, container.ids().stream().findFirst().orElse(null));
    }

    boolean isSignedIn() {
        return sessions.find(request()).isPresent();
    }

    void signOut() {
        var unused = sessions.end(request());
    }
}
