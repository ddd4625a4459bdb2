package io.github.inpagelogin.standin;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Which class answers which endpoint, and by which methods. */
final class Router {
    private static final Set<String> GET = Set.of("GET");
    private static final Set<String> POST = Set.of("POST");
    private static final Set<String> BOTH = Set.of("GET", "POST");

    private record Route(Set<String> methods, Function<Request, Answer> handler) {}

    private final Map<Endpoint, Route> routes = new EnumMap<>(Endpoint.class);
    private final Browsers browsers;
    private final Pages pages;
    private final Cors cors;
    private final ServedFiles files;

    Router(Browsers browsers, Pages pages, Cors cors, ServedFiles files) {
        this.browsers = browsers;
        this.pages = pages;
        this.cors = cors;
        this.files = files;
        routes.put(Endpoint.LOGOUT, new Route(BOTH, own(this::logout)));
        routes.put(Endpoint.FILES, new Route(GET, this::file));
        routes.put(Endpoint.WIDGET, new Route(GET, this::file));
    }

    Router authorize(Authorize authorize) {
        routes.put(Endpoint.AUTHORIZE, new Route(BOTH, authorize::authorize));
        routes.put(Endpoint.LOGIN, new Route(POST, own(authorize::login)));
        routes.put(Endpoint.CONSENT, new Route(POST, own(authorize::consent)));
        return this;
    }

    Router tokens(TokenEndpoint token, RevokeEndpoint revoke) {
        routes.put(Endpoint.TOKEN, new Route(POST, token::answer));
        routes.put(Endpoint.REVOKE, new Route(POST, revoke::answer));
        return this;
    }

    Router rest(Rest rest) {
        routes.put(Endpoint.ACCOUNT, new Route(GET, rest::account));
        routes.put(Endpoint.EXTENSION, new Route(GET, rest::extension));
        routes.put(Endpoint.AUTHZ_PROFILE, new Route(GET, rest::authzProfile));
        routes.put(Endpoint.CALL_LOG, new Route(GET, rest::callLog));
        routes.put(Endpoint.CLIENT_INFO, new Route(GET, rest::clientInfo));
        return this;
    }

    Router widgetRest(WidgetRest rest) {
        routes.put(Endpoint.FEATURES, new Route(GET, rest::features));
        routes.put(Endpoint.WS_TOKEN, new Route(POST, rest::wsToken));
        routes.put(Endpoint.CONTENT, new Route(GET, rest::content));
        routes.put(Endpoint.OTHER, new Route(Set.of(), rest::other));
        return this;
    }

    Answer answer(Endpoint endpoint, Request request) {
        Route route = routes.get(endpoint);
        if (route == null) {
            return Rest.notFound(request).answer();
        }
        if (!route.methods.isEmpty() && !route.methods.contains(request.method())) {
            return new Refusal(405, "invalid_request", "CMN-405", "Method not allowed")
                    .answer()
                    .with("Allow", String.join(", ", route.methods));
        }
        try {
            return route.handler.apply(request);
        } catch (Refusal refusal) {
            return endpoint.isApi() ? refusal.answer() : pages.error(refusal);
        }
    }

    private Function<Request, Answer> own(Function<Request, Answer> handler) {
        return request -> {
            if (request.isPost() && !cors.isOwn(request)) {
                throw new Refusal(403, "access_denied", "OAU-101", "This form was sent by another site");
            }
            return handler.apply(request);
        };
    }

    private Answer logout(Request request) {
        if (!request.isPost()) {
            return pages.logout(browsers.person(request));
        }
        return Answer.empty(303).with("Location", Endpoint.LOGOUT.path()).with("Set-Cookie", browsers.signOut(request));
    }

    private Answer file(Request request) {
        if (request.path().equals("/")) {
            return pages.home(browsers.person(request));
        }
        return files.answer(request)
                .orElseGet(() -> pages.error(new Refusal(404, "not_found", "CMN-102", "There is no such page")));
    }
}
