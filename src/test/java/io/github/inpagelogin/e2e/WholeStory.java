package io.github.inpagelogin.e2e;

import static io.github.inpagelogin.e2e.ProxiedWidget.EXTENSION;
import static io.github.inpagelogin.e2e.ProxiedWidget.SITE;
import static io.github.inpagelogin.e2e.ProxiedWidget.asWidget;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.StandIn;
import java.time.Duration;
import java.util.stream.Stream;

/** Everything that can happen to a person, good and bad, by a client with a secret: in {@code code} and in {@code proxy} mode. */
final class WholeStory {
    private static final String[] CONFIDENTIAL = {
        "ringcentral.client-id", StandIn.CONFIDENTIAL_CLIENT_ID,
        "ringcentral.client-secret", StandIn.CONFIDENTIAL_CLIENT_SECRET
    };

    /** When RingCentral may be asked for a token again. */
    private static final Duration AFTER_THE_WAIT = Duration.ofMinutes(2);

    final World world;
    final Visitor visitor;
    private final boolean proxied;

    private WholeStory(boolean proxied, String[] mode, String[] settings) {
        this.proxied = proxied;
        this.world = World.start(
                Stream.of(CONFIDENTIAL, mode, settings).flatMap(Stream::of).toArray(String[]::new));
        this.visitor = world.visitor();
    }

    static WholeStory inCodeMode(String... settings) {
        return new WholeStory(
                false, new String[] {"widget.mode", "code", "widget.client-id", StandIn.CLIENT_ID}, settings);
    }

    static WholeStory inProxyMode(String... settings) {
        String[] mode = {"widget.mode", "proxy", "widget.hosting", "pass-through", "app.base-url", SITE};
        return new WholeStory(true, mode, settings);
    }

    /** Tells it to its end: the person is signed out again. */
    void tell() {
        visitor.get("nothing").expect(404);
        visitor.get("oauth/callback?code=x&state=y").expect(400);
        failToLogIn();
        visitor.logIn(world.ada()).expect(200);
        missTheCalls();
        if (proxied) {
            askThroughTheProxy();
        } else {
            fetchTheCode();
        }
        refresh();
        world.standIn().knobs().on(Endpoint.REVOKE).next(1).cutAfterProcessing();
        visitor.signOut().expect(303);
        visitor.logIn(world.ada()).expect(200);
        visitor.signOut().expect(303);
        world.calm();
    }

    private void failToLogIn() {
        String callback = visitor.callback("login", world.ada());
        world.standIn().knobs().on(Endpoint.TOKEN).next(1).malformed();
        visitor.get(callback).expect(502);
        callback = visitor.callback("login", world.ada());
        world.standIn().knobs().on(Endpoint.EXTENSION).next(1).fail(401, "invalid_token", "OAU-129", "oops");
        visitor.get(callback);
        world.calm();
    }

    private void missTheCalls() {
        visitor.get("app/calls").expect(200);
        world.standIn().knobs().on(Endpoint.CALL_LOG).next(1).fail(503, "server_error", "CMN-201", "Later");
        visitor.get("app/calls").expect(503);
    }

    /** RingCentral gives the widget's client a code in silence only once the person has allowed it. */
    private void fetchTheCode() {
        String silent =
                visitor.get("app/widget-login?return_to=/app").expect(302).location();
        visitor.get(visitor.passProvider(silent.replace("&prompt=none", ""), world.ada()))
                .expect(303);
        Page code = visitor.askForWidgetCode(visitor.alias());
        assertTrue(code.expect(200).body().contains("code_verifier"), "there is a code to look for");
    }

    private void askThroughTheProxy() {
        visitor.get(EXTENSION, asWidget()).expect(200);
        visitor.ask("POST", "proxy/restapi/oauth/wstoken", "", asWidget()).expect(200);
        world.standIn().knobs().expireAccessTokens();
        visitor.get(EXTENSION, asWidget()).expect(200);
        world.standIn().knobs().on(Endpoint.EXTENSION).next(1).cutAfterProcessing();
        visitor.get(EXTENSION, asWidget()).expect(502);
        world.clock().advance(AFTER_THE_WAIT);
        world.standIn().knobs().expireAccessTokens();
        world.standIn().knobs().on(Endpoint.TOKEN).next(1).fail(503, "server_error", "CMN-201", "Later");
        visitor.get(EXTENSION, asWidget()).expect(503);
        world.clock().advance(AFTER_THE_WAIT);
        visitor.ask("POST", EXTENSION + "/nothing", "{}", asWidget("Content-Type", "application/json"))
                .expect(404);
    }

    private void refresh() {
        world.clock().advance(Duration.ofHours(1));
        world.standIn().knobs().on(Endpoint.TOKEN).next(1).fail(503, "server_error", "CMN-201", "Later");
        visitor.get("app").expect(200);
        world.clock().advance(AFTER_THE_WAIT);
        visitor.get("app").expect(200);
    }

    /** The counters and their values, as operators get them. */
    Page scrape() {
        return visitor.get("metrics").expect(200);
    }
}
