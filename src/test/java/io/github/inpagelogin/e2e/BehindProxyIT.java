package io.github.inpagelogin.e2e;

import static io.github.inpagelogin.e2e.ProxiedWidget.EXTENSION;
import static io.github.inpagelogin.e2e.ProxiedWidget.SITE;
import static io.github.inpagelogin.e2e.ProxiedWidget.asWidget;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.Person;
import io.github.inpagelogin.standin.StandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The site in {@code proxy} mode on a real Tomcat and a real Jetty, which believe their proxy where README says how, behind
 * real proxies with the files of {@code webapp-config/proxy}.
 */
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BehindProxyIT {
    private static final int HUGE = 64 * 1024 * 1024;

    /** What a stranger might say to be taken for somebody else, or the site for another one. */
    private static final List<String> FORGED = List.of(
            "Host: evil.example",
            "X-Forwarded-For: 203.0.113.9",
            "X-Forwarded-Host: evil.example",
            "X-Forwarded-Server: evil.example",
            "X-Forwarded-Proto: http",
            "X-Forwarded-Port: 81",
            "X-Forwarded-Prefix: /evil",
            "X-Proxied-Https: off",
            "Forwarded: for=203.0.113.9;host=evil.example;proto=http");

    private static final List<String> OPERATORS = List.of(
            "/metrics",
            "/health/ready",
            "/health/live",
            "/metrics;a=b",
            "/;a/metrics",
            "/%6Detrics",
            "//metrics",
            "/x/../metrics",
            "/x/%2e%2e/metrics",
            "/./metrics");

    /** On every page, so that it is seen which node has made it. */
    private static final String NOTICE_OF_TOMCAT = "This is the first node.";

    private static final String NOTICE_OF_JETTY = "This is the other node.";

    @TempDir
    private static Path folder;

    private static @Nullable StandIn standIn;
    private static @Nullable Certificate certificate;
    private static @Nullable RunningServer tomcat;
    private static @Nullable RunningServer jetty;
    private static @Nullable TomcatInstallation onTomcat;

    @BeforeAll
    static void start() throws IOException, GeneralSecurityException {
        StandIn started = PhoneSite.standIn();
        standIn = started;
        certificate = Certificate.make(Files.createDirectory(folder.resolve("certificate")));
        Map<String, String> settings = PhoneSite.settingsWithWidget(started);
        settings.put("ops.addresses", "127.0.0.1");
        TomcatInstallation first = new TomcatInstallation("tomcat11", Files.createDirectory(folder.resolve("tomcat")));
        onTomcat = first;
        first.install();
        first.believeTheProxy();
        settings.put("app.notice", NOTICE_OF_TOMCAT);
        tomcat = first.runWith("", settings);
        JettyInstallation second = new JettyInstallation(Files.createDirectory(folder.resolve("jetty")));
        second.install(line -> line.replace("gzip)", "gzip,forwarded)"));
        settings.put("app.notice", NOTICE_OF_JETTY);
        jetty = second.runWith("", settings);
        tomcat.ready();
        jetty.ready();
    }

    @AfterAll
    static void stop() {
        for (AutoCloseable open :
                Stream.of(tomcat, jetty, standIn).filter(Objects::nonNull).toList()) {
            close(open);
        }
    }

    private static void close(AutoCloseable open) {
        try {
            open.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Certificate certificate() {
        return requireNonNull(certificate);
    }

    private static FrontProxy proxy(FrontProxy.Kind kind, Installation... nodes) throws IOException {
        return FrontProxy.start(
                kind,
                folder,
                certificate(),
                Stream.of(nodes).map(node -> node.port).toList());
    }

    private static FrontProxy proxy(FrontProxy.Kind kind) throws IOException {
        return proxy(kind, requireNonNull(onTomcat));
    }

    @ParameterizedTest
    @EnumSource
    @Order(1)
    void theSiteIsWhereItsSettingsSay(FrontProxy.Kind kind) throws IOException {
        try (FrontProxy proxy = proxy(kind)) {
            String plain =
                    RawRequest.get(SocketFactory.getDefault(), proxy.httpPort, "/app?a=b", List.of(FORGED.get(0)));
            assertTrue(plain.startsWith("HTTP/1.1 308 "), plain);
            assertTrue(plain.toLowerCase(Locale.ROOT).contains("location: " + SITE + "/app?a=b\r\n"), plain);

            Visitor visitor = proxy.visitorOf(SITE, certificate());
            logInWithLongAddresses(visitor);
            moveMuch(visitor);
            visitor.signOut().expect(303);
            assertFalse(visitor.isSignedIn());
            assertEquals(List.of(), complaints(proxy), proxy::log);
        }
    }

    /** The longest address to return to, and cookies of other sites of the same domain. */
    private static void logInWithLongAddresses(Visitor visitor) {
        Person ada = requireNonNull(standIn).people().get(0);
        visitor.cookies().put("other", "x".repeat(3_000));
        Page login = visitor.get("login?return_to=/app/status?" + "x".repeat(180 - "/app/status?".length()))
                .expect(302);
        assertEquals("https%3A%2F%2Fphone.example.com%2Foauth%2Fcallback", login.sent("redirect_uri"));
        expectCookie(login, "__Host-in-page-login-browser=…", "Max-Age=600");
        Page arrived = visitor.get(visitor.passProvider(login, ada)).expect(303);
        assertTrue(arrived.location().startsWith("/app/status?xxx"), arrived.location());
        expectCookie(arrived, "__Host-in-page-login=…");
        Page app = visitor.get("app").expect(200);
        assertTrue(app.body().contains(ada.name()));
        assertEquals("max-age=31536000", app.header("Strict-Transport-Security"));
        assertEquals("no-store", app.header("Cache-Control"));
    }

    private static void expectCookie(Page page, String name, String... more) {
        Set<String> expected = Stream.concat(
                        Stream.of(name, "Path=/", "Secure", "HttpOnly", "SameSite=Lax"), Stream.of(more))
                .collect(Collectors.toSet());
        String cookie = page.header("Set-Cookie").replaceFirst("=[^;]+", "=…").replaceFirst("; Expires=[^;]+", "");
        assertEquals(expected, Set.of(cookie.split("; ")));
    }

    /** A fax to RingCentral, a recording from there, and something that breaks off. */
    private static void moveMuch(Visitor visitor) {
        StandIn provider = requireNonNull(standIn);
        visitor.ask("POST", EXTENSION + "/fax", "x".repeat(20_000_000), asWidget("Content-Type", "text/plain"))
                .expect(404);
        provider.knobs().on(Endpoint.EXTENSION).next(1).huge();
        String media = EXTENSION.replace("/restapi", "/media/restapi");
        assertEquals(HUGE, visitor.get(media, asWidget()).expect(200).body().length());
    }

    /** What proxies say when they do what these files are to keep them from. */
    private static List<String> complaints(FrontProxy proxy) {
        return proxy.log()
                .lines()
                .filter(line -> line.contains("temporary file")
                        || line.contains("[warn]")
                        || line.contains("[error]")
                        || line.contains(":error]")
                        || line.contains("[WARNING]")
                        || line.contains("[ALERT]"))
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    @Order(2)
    void whatAStrangerClaimsChangesNothing(FrontProxy.Kind kind) throws IOException {
        try (FrontProxy proxy = proxy(kind)) {
            List<String> honest = List.of("Host: phone.example.com", "Accept: text/html", "Sec-Fetch-Mode: navigate");
            List<String> forged =
                    Stream.concat(FORGED.stream(), honest.stream().skip(1)).toList();
            for (String path : List.of("/", "/login", "/app", "/nothing", "/oauth/callback?code=x&state=y")) {
                assertEquals(withoutChance(ask(proxy, path, honest)), withoutChance(ask(proxy, path, forged)), path);
            }
            for (String path : OPERATORS) {
                expectNothing(path, ask(proxy, path, forged));
            }
        }
        String lastLogin = requireNonNull(onTomcat)
                .accesses()
                .lines()
                .filter(line -> line.contains("/login"))
                .reduce("", (before, line) -> line);
        assertTrue(lastLogin.endsWith(" for=127.0.0.1 forwarded=- host=- proto=-"), lastLogin);
    }

    private static void expectNothing(String path, String refused) {
        assertTrue(refused.matches("(?s)HTTP/1\\.1 40[04] .*"), path + " " + refused);
        assertFalse(refused.contains("jvm") || refused.contains("inpagelogin_") || refused.contains("UP"), refused);
    }

    private static String ask(FrontProxy proxy, String path, List<String> headers) throws IOException {
        return RawRequest.get(certificate().trusting().getSocketFactory(), proxy.httpsPort(), path, headers);
    }

    /** Without dates, ids and random values. */
    private static String withoutChance(String answer) {
        return answer.replaceAll("(?im)^(?:date|x-request-id|expires|keep-alive):.*\\R", "")
                .replaceAll("Expires=[^;]+", "")
                .replaceAll("(browser|state|nonce|code_challenge)=[A-Za-z0-9_.-]+", "$1=…")
                .replaceAll("<code>[0-9a-f]{16}</code>", "<code/>");
    }

    /** README says how a server is told who asks; the operators' addresses go by that then. */
    @Test
    @Order(3)
    void aNodeThatBelievesItsProxyGoesByWhoAsksThere() {
        for (RunningServer node : List.of(requireNonNull(tomcat), requireNonNull(jetty))) {
            Visitor visitor = node.visitorOf(SITE);
            visitor.get("metrics", "Accept", "*/*").expect(200);
            visitor.get("metrics", "X-Forwarded-For", "127.0.0.1").expect(200);
            visitor.get("metrics", "X-Forwarded-For", "203.0.113.9").expect(404);
            Page login = visitor.get(
                    "login", "Accept", "text/html", "X-Forwarded-Proto", "http", "X-Forwarded-Host", "evil.example");
            expectCookie(login, "__Host-in-page-login-browser=…", "Max-Age=600");
            assertEquals("https%3A%2F%2Fphone.example.com%2Foauth%2Fcallback", login.sent("redirect_uri"));
        }
    }

    @Test
    @Order(3)
    void nginxOfTheComposeFileHasNothingForStrangersEither() throws IOException {
        int first = requireNonNull(onTomcat).port;
        int second = requireNonNull(jetty).installation().port;
        try (FrontProxy proxy = FrontProxy.ofCompose(folder, first, second)) {
            List<String> headers = List.of("Host: localhost", "Accept: text/html", "Sec-Fetch-Mode: navigate");
            for (String path : OPERATORS) {
                expectNothing(path, RawRequest.get(SocketFactory.getDefault(), proxy.httpPort, path, headers));
            }
        }
    }

    /**
     * A node that dies while it has a callback: the code is given to no other one. Each comes by a connection of its own: on one
     * that was kept, HAProxy and Apache would leave it to the browser to ask again.
     */
    @ParameterizedTest
    @EnumSource
    @Order(3)
    void aCallbackThatANodeHasGotGoesToNoOther(FrontProxy.Kind kind) throws IOException {
        try (DyingNodes nodes = DyingNodes.start();
                FrontProxy proxy = FrontProxy.start(kind, folder, certificate(), nodes.ports())) {
            for (String code : List.of("one", "two", "three")) {
                String answer = ask(proxy, "/oauth/callback?code=" + code, List.of("Host: phone.example.com"));
                assertTrue(answer.matches("(?s)HTTP/1\\.1 50[23] .*"), answer);
            }
            List<String> got = nodes.callbacks();
            assertTrue(got.contains("code=one"), got::toString);
            assertEquals(got.stream().distinct().toList(), got);
        }
    }

    @Test
    @Order(4)
    void aNodeThatIsKilledIsNotMissed() throws IOException {
        List<FrontProxy> proxies = new ArrayList<>();
        try {
            for (FrontProxy.Kind kind : FrontProxy.Kind.values()) {
                proxies.add(proxy(
                        kind, requireNonNull(onTomcat), requireNonNull(jetty).installation()));
            }
            for (FrontProxy proxy : proxies) {
                assertEquals(Set.of(true, false), isJettyThatAnswers(proxy), "both nodes answer");
            }
            requireNonNull(jetty).kill();
            for (FrontProxy proxy : proxies) {
                expectCallbacksToArriveUnlogged(proxy);
                assertEquals(Set.of(false), isJettyThatAnswers(proxy), "the other node answers");
            }
        } finally {
            proxies.forEach(FrontProxy::close);
        }
    }

    /** Also those that were meant for a node that is gone, and one by http. */
    private static void expectCallbacksToArriveUnlogged(FrontProxy proxy) throws IOException {
        String callback = "oauth/callback?code=a-code&state=a-state";
        Visitor visitor = proxy.visitorOf(SITE, certificate());
        for (int i = 0; i < 4; i++) {
            visitor.get(callback).expect(400);
        }
        RawRequest.get(SocketFactory.getDefault(), proxy.httpPort, "/" + callback, List.of("Host: phone.example.com"));
        // A proxy writes its log when the answer is on its way already.
        Polling.until(() -> areLogged(proxy));
        assertEquals(List.of(), proxy.logged("a-code"));
        assertEquals(List.of(), proxy.logged("a-state"));
    }

    private static boolean areLogged(FrontProxy proxy) {
        try {
            return proxy.logged("/oauth/callback").size() >= 5;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of 20 requests, which must all go well: whether it was Jetty that answered. */
    private static Set<Boolean> isJettyThatAnswers(FrontProxy proxy) {
        Visitor visitor = proxy.visitorOf(SITE, certificate());
        return Stream.generate(() -> visitor.get("").expect(200).body())
                .limit(20)
                .peek(page -> assertTrue(page.contains(NOTICE_OF_TOMCAT) || page.contains(NOTICE_OF_JETTY), page))
                .map(page -> page.contains(NOTICE_OF_JETTY))
                .collect(Collectors.toSet());
    }

    @Test
    @Order(5)
    void theNodeThatIsLeftEndsWithoutAComplaint() throws IOException {
        requireNonNull(tomcat).stop();
    }
}
