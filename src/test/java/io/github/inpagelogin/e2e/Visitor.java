package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A browser of few words: it keeps cookies, sends the headers it is told to, and follows a redirect only when asked. */
final class Visitor {
    private static final int MOST_REDIRECTS = 12;
    private static final String[] AS_A_PERSON = {
        "Accept", "text/html,application/xhtml+xml", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Site", "none"
    };
    static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final HttpClient client;
    private final URI site;
    private final UnaryOperator<URI> reachable;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final List<Page> history = Collections.synchronizedList(new ArrayList<>());

    Visitor(World world) {
        this(world.address(), world::reachable);
    }

    /** A visitor of {@code site}; {@code reachable} tells where the server of an address really listens. */
    Visitor(URI site, UnaryOperator<URI> reachable) {
        this(CLIENT, site, reachable);
    }

    /** The same by another client: one that knows the site's certificate. */
    Visitor(HttpClient client, URI site, UnaryOperator<URI> reachable) {
        this.client = client;
        this.site = site;
        this.reachable = reachable;
    }

    /** Cookies by name; what is changed here is sent. Both servers get all of them: they are one host. */
    Map<String, String> cookies() {
        return cookies;
    }

    /** Every answer so far. */
    List<Page> history() {
        return history;
    }

    /** Opens a page; {@code address} is absolute, or relative to the front page. */
    Page get(String address) {
        return get(address, AS_A_PERSON);
    }

    Page get(String address, String... headers) {
        return send(request(address, headers).GET().build());
    }

    /** Asks for the headers alone. */
    Page head(String address) {
        return send(request(address, AS_A_PERSON)
                .method("HEAD", BodyPublishers.noBody())
                .build());
    }

    Page post(String address, String form, String... headers) {
        return send(request(address, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build());
    }

    /** Asks for the widget's code as the script of a page does that was made for the person of {@code alias}. */
    Page askForWidgetCode(String alias) {
        String[] asPage = {
            "X-Person-Alias",
            alias,
            "Accept",
            "application/json",
            "Sec-Fetch-Mode",
            "cors",
            "Sec-Fetch-Site",
            "same-origin"
        };
        return ask("POST", "app/widget-code", "", asPage);
    }

    /** Asks by any method, with a body that is what {@code headers} say. */
    Page ask(String method, String address, String body, String... headers) {
        return send(request(address, headers)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build());
    }

    /** Presses the sign-out button of a page of the site. */
    Page signOut() {
        return post("logout", "", "Accept", "text/html", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Site", "same-origin");
    }

    /** Opens a page and follows every redirect. */
    Page open(String address) {
        Page page = get(address);
        for (int i = 0; page.isRedirect(); i++) {
            assertTrue(i < MOST_REDIRECTS, "redirects without an end");
            page = get(page.uri().resolve(page.location()).toString());
        }
        return page;
    }

    /** Begins a login at {@code address} and passes RingCentral's pages: the address of the callback, not yet opened. */
    String callback(String address, Person person) {
        return passProvider(get(address).expect(302), person);
    }

    /** Follows a redirect to RingCentral and passes its pages, where there are any: the address that follows them. */
    String passProvider(Page sentToProvider, Person person) {
        return passProvider(sentToProvider.location(), person);
    }

    /** The same from an address of RingCentral's. */
    String passProvider(String address, Person person) {
        Page page = get(address);
        if (!page.form("/login").isEmpty()) {
            String form = "username=" + person.username() + "&password=" + encode(person.password());
            page = post(page.uri().resolve(page.form("/login")).toString(), form);
        }
        if (!page.form("/consent").isEmpty()) {
            page = post(page.uri().resolve(page.form("/consent")).toString(), "decision=allow");
        }
        assertEquals(302, page.status(), page.body());
        return page.location();
    }

    /** The whole login: the page that the person is on afterwards. */
    Page logIn(Person person) {
        return open(callback("login", person));
    }

    /** What the site calls whoever is signed in. */
    String alias() {
        return get("session", "Accept", "application/json")
                .expect(200)
                .body()
                .replaceAll(".*\"alias\":\"([0-9a-f]{16})\".*", "$1");
    }

    /** Whether somebody is signed in at the site, as {@code /session} says. */
    boolean isSignedIn() {
        return get("session", "Accept", "application/json").expect(200).body().contains("\"signedIn\":true");
    }

    private HttpRequest.Builder request(String address, String... headers) {
        URI uri = reachable.apply(site.resolve(address));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(90));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return request;
    }

    private Page send(HttpRequest request) {
        try {
            Page page = Page.of(answer(request));
            page.headers().allValues("Set-Cookie").forEach(this::keep);
            history.add(page);
            return page;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * As browsers do, once more by a new connection what went out by one that was just being closed: servers close one by
     * which came what they did not read. The JDK's client does so for GET alone.
     */
    private HttpResponse<String> answer(HttpRequest request) throws IOException, InterruptedException {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("header parser received no bytes")) {
                throw e;
            }
            return client.send(request, BodyHandlers.ofString());
        }
    }

    private void keep(String setCookie) {
        HttpCookie cookie = HttpCookie.parse(setCookie).get(0);
        if (cookie.getMaxAge() == 0) {
            cookies.remove(cookie.getName());
        } else {
            cookies.put(cookie.getName(), cookie.getValue());
        }
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
