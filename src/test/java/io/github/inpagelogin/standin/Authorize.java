package io.github.inpagelogin.standin;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The authorization endpoint and the two forms on the way: login and consent. */
final class Authorize {
    private final Clients clients;
    private final Consents consents;
    private final Browsers browsers;
    private final Issuer issuer;
    private final Pages pages;
    private final Knobs knobs;

    /** Answers an authorization that nothing stands in the way of: with a code, or with a token. */
    @FunctionalInterface
    interface Issuer {
        Map<String, String> issue(AuthorizeRequest request, Person person);
    }

    Authorize(Clients clients, Consents consents, Browsers browsers, Issuer issuer, Pages pages) {
        this.clients = clients;
        this.consents = consents;
        this.browsers = browsers;
        this.issuer = issuer;
        this.pages = pages;
        this.knobs = pages.knobs();
    }

    /** {@code GET} or {@code POST /restapi/oauth/authorize}. */
    Answer authorize(Request request) {
        return judge(request.isPost() ? request.body() : request.query(), asked -> begin(asked, request));
    }

    /** {@code POST /login?}authorization request. */
    Answer login(Request request) {
        Parameters form = request.form();
        return judge(request.query(), asked -> {
            String username = form.only("username").orElse("");
            Optional<Person> person =
                    People.signIn(username, form.only("password").orElse(""));
            if (person.isEmpty()) {
                return pages.login(asked, username, "That user name and password do not match. Please try again.");
            }
            return afterLogin(asked, person.get()).with("Set-Cookie", browsers.signIn(request, person.get()));
        });
    }

    /** {@code POST /consent?}authorization request. */
    Answer consent(Request request) {
        Parameters form = request.form();
        return judge(request.query(), asked -> {
            Optional<Person> person = browsers.person(request);
            if (person.isEmpty()) {
                return pages.login(asked, asked.loginHint(), "Please sign in again.");
            }
            if (!form.only("decision").orElse("").equals("allow")) {
                throw new Refusal(403, "access_denied", "OAU-101", "The person did not allow access");
            }
            consents.give(person.get(), asked.client());
            return grant(asked, person.get());
        });
    }

    private Answer begin(AuthorizeRequest asked, Request request) {
        knobs.authorizeError().ifPresent(error -> {
            throw new Refusal(400, error, "OAU-101", "As the stand-in was told to answer");
        });
        Optional<Person> person = browsers.person(request);
        if (person.isEmpty() || asked.wantsLogin()) {
            refuseIfSilent(asked, new Refusal(401, "login_required", "OAU-101", "Nobody is signed in in this browser"));
            return pages.login(asked, asked.loginHint(), "");
        }
        return afterLogin(asked, person.get());
    }

    private Answer afterLogin(AuthorizeRequest asked, Person person) {
        if (consents.has(person, asked.client()) && !asked.wantsConsent()) {
            return grant(asked, person);
        }
        refuseIfSilent(
                asked, new Refusal(403, "consent_required", "OAU-101", "The person has not allowed this app yet"));
        return pages.consent(asked, person);
    }

    private void refuseIfSilent(AuthorizeRequest asked, Refusal refusal) {
        if (asked.isSilent() && !knobs.showsPageInsteadOfError()) {
            throw refusal;
        }
    }

    private Answer grant(AuthorizeRequest asked, Person person) {
        return asked.callback().success(issuer.issue(asked, person));
    }

    /** Client and redirect URI first: until both are good nothing may be redirected (RFC 6749 section 4.1.2.1). */
    private Answer judge(String query, Function<AuthorizeRequest, Answer> next) {
        Parameters parameters;
        Callback callback;
        try {
            parameters = Parameters.parse(query);
            callback = callback(parameters);
        } catch (Refusal refusal) {
            return pages.error(refusal);
        }
        try {
            return next.apply(AuthorizeRequest.read(callback, parameters, query));
        } catch (Refusal refusal) {
            return callback.error(refusal);
        }
    }

    private Callback callback(Parameters parameters) {
        Client client = clients.byId(parameters.required("client_id"))
                .orElseThrow(() -> new Refusal(400, "invalid_client", "OAU-153", "No app has this client_id"));
        String redirectUri = parameters.required("redirect_uri");
        if (!clients.mayReturnTo(redirectUri)) {
            throw clients.hasRedirectUris()
                    ? new Refusal(400, "invalid_request", "OAU-109", "redirect_uri is not one that the app registered")
                    : new Refusal(400, "invalid_request", "OAU-113", "The app has no redirect URI registered");
        }
        return new Callback(
                client,
                redirectUri,
                parameters.only("response_type").orElse("").equals("token"),
                parameters.only("state").orElse(null),
                knobs.iss().orElse(null));
    }
}
