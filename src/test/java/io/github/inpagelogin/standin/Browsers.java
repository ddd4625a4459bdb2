package io.github.inpagelogin.standin;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Who is signed in at the stand-in in which browser, by its login cookie. */
final class Browsers {
    static final String COOKIE = "stand-in-login";

    private final Map<String, Person> people = new ConcurrentHashMap<>();
    private final Secrets secrets;
    private final Knobs knobs;

    Browsers(Secrets secrets, Knobs knobs) {
        this.secrets = secrets;
        this.knobs = knobs;
    }

    Optional<Person> person(Request request) {
        return request.cookie(COOKIE).map(people::get);
    }

    /** Signs in; the browser's earlier cookie is worth nothing from now on. Answers the {@code Set-Cookie} value. */
    String signIn(Request request, Person person) {
        forget(request);
        String value = secrets.issue("login-");
        people.put(value, person);
        return cookie(value, "");
    }

    String signOut(Request request) {
        forget(request);
        return cookie("", "; Max-Age=0");
    }

    private void forget(Request request) {
        request.cookie(COOKIE).ifPresent(people::remove);
    }

    private String cookie(String value, String more) {
        String sameSite = knobs.loginCookieSameSite();
        // Browsers refuse the one without the other; on a loopback address they take it by http, too.
        String secure = sameSite.equals("None") ? "; Secure" : "";
        return COOKIE + '=' + value + "; Path=/; HttpOnly; SameSite=" + sameSite + secure + more;
    }
}
