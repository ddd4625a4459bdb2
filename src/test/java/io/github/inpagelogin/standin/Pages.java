package io.github.inpagelogin.standin;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a person sees at the stand-in. */
final class Pages {
    private final Clients clients;
    private final Knobs knobs;

    Pages(Clients clients, Knobs knobs) {
        this.clients = clients;
        this.knobs = knobs;
    }

    Knobs knobs() {
        return knobs;
    }

    Answer login(AuthorizeRequest asked, String username, String problem) {
        String message = problem.isEmpty() ? "" : Resource.fill("pages/problem.html", Map.of("problem", problem));
        return page(
                200,
                "Sign in",
                "pages/login.html",
                Map.of(
                        "query", asked.query(),
                        "app", asked.client().name(),
                        "username", username,
                        "problemHtml", message,
                        "peopleHtml", people("pages/person.html")));
    }

    Answer consent(AuthorizeRequest asked, Person person) {
        return page(
                200,
                "Allow access",
                "pages/consent.html",
                Map.of(
                        "query", asked.query(),
                        "app", asked.client().name(),
                        "name", person.name(),
                        "email", person.email()));
    }

    Answer logout(Optional<Person> person) {
        if (person.isEmpty()) {
            return page(200, "Signed out", "pages/signed-out.html", Map.of());
        }
        return page(
                200,
                "Sign out",
                "pages/logout.html",
                Map.of("name", person.get().name()));
    }

    Answer home(Optional<Person> person) {
        String status = person.map(somebody -> "Signed in in this browser: " + somebody.name() + '.')
                .orElse("Nobody is signed in in this browser.");
        return page(
                200,
                "Stand-in RingCentral",
                "pages/home.html",
                Map.of("status", status, "peopleHtml", people("pages/person-row.html")));
    }

    Answer error(Refusal refusal) {
        return page(
                refusal.status,
                "This request cannot be accepted",
                "pages/error.html",
                Map.of(
                        "message", refusal.message(),
                        "error", refusal.error,
                        "errorCode", refusal.errorCode));
    }

    private static String people(String fragment) {
        return People.ALL.stream()
                .map(person -> Resource.fill(
                        fragment,
                        Map.of(
                                "name", person.name(),
                                "initials",
                                        person.firstName().substring(0, 1)
                                                + person.lastName().charAt(0),
                                "username", person.username(),
                                "password", person.password(),
                                "company", person.company(),
                                "number", person.loginNumber())))
                .collect(Collectors.joining());
    }

    private Answer page(int status, String title, String body, Map<String, String> values) {
        String html =
                Resource.fill("pages/layout.html", Map.of("title", title, "bodyHtml", Resource.fill(body, values)));
        Answer answer = Answer.of(status, "text/html;charset=UTF-8", html)
                .with("Content-Security-Policy", policy())
                .with("Referrer-Policy", "same-origin");
        return knobs.refusesFraming() ? answer.with("X-Frame-Options", "DENY") : answer;
    }

    /** Browsers apply {@code form-action} to the redirect after the form as well, so it names the clients' origins. */
    private String policy() {
        return "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; "
                + "form-action 'self' "
                + String.join(" ", clients.origins())
                + (knobs.refusesFraming() ? "; frame-ancestors 'none'" : "");
    }
}
