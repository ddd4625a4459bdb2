package io.github.inpagelogin;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request as a container hands it over. Calls that no test needs are refused. */
public final class FakeRequest extends HttpServletRequestWrapper {
    private final String method;
    private final String path;
    private final Map<String, String> headers = new HashMap<>();
    private final Map<String, Object> attributes = new HashMap<>();
    private final Map<String, String[]> parameters = new LinkedHashMap<>();
    private final List<Cookie> cookies = new ArrayList<>();
    private String contextPath = "";
    private String scheme = "http";
    private String serverName = "localhost";
    private int serverPort = 8080;
    private FakeSessions sessions = new FakeSessions();
    private @Nullable String requestedSessionId;
    private FakeSessions.@Nullable Session held;
    private @Nullable HttpSession stale;
    private @Nullable String includedPage;

    private FakeRequest(String method, String path) {
        super(Unsupported.of(HttpServletRequest.class));
        this.method = method;
        this.path = path;
    }

    public static FakeRequest get(String path) {
        return new FakeRequest("GET", path);
    }

    public static FakeRequest of(String method, String path) {
        return new FakeRequest(method, path);
    }

    public FakeRequest header(String name, String value) {
        headers.put(name.toLowerCase(Locale.ROOT), value);
        return this;
    }

    public FakeRequest in(String context) {
        contextPath = context;
        return this;
    }

    public FakeRequest at(String newScheme, String host, int port) {
        scheme = newScheme;
        serverName = host;
        serverPort = port;
        return this;
    }

    public FakeRequest parameter(String name, String... values) {
        parameters.put(name, values);
        return this;
    }

    public FakeRequest cookie(Cookie cookie) {
        cookies.add(cookie);
        return this;
    }

    /** Comes with this session id, valid or not, to a container with these sessions. */
    public FakeRequest session(FakeSessions container, @Nullable String id) {
        sessions = container;
        requestedSessionId = id;
        held = container.find(id);
        return this;
    }

    /** The session of this request, made if there is none. */
    public HttpSession session() {
        return Objects.requireNonNull(getSession(true));
    }

    /** Is handed {@code session} by the container although another request is just ending it. */
    public FakeRequest stale(HttpSession session) {
        stale = session;
        return this;
    }

    /** The page that was included. */
    public @Nullable String includedPage() {
        return includedPage;
    }

    @Override
    public String getMethod() {
        return method;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public ServletContext getServletContext() {
        return (ServletContext) Proxy.newProxyInstance(
                ServletContext.class.getClassLoader(), new Class<?>[] {ServletContext.class}, (self, called, args) -> {
                    if (called.getName().equals("getContextPath")) {
                        return contextPath;
                    }
                    throw new UnsupportedOperationException(called.toString());
                });
    }

    @Override
    public String getServletPath() {
        return path;
    }

    @Override
    public String getRequestURI() {
        return contextPath + path;
    }

    @Override
    public @Nullable String getQueryString() {
        return null;
    }

    @Override
    public String getScheme() {
        return scheme;
    }

    @Override
    public String getServerName() {
        return serverName;
    }

    @Override
    public int getServerPort() {
        return serverPort;
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return parameters;
    }

    @Override
    public @Nullable String getParameter(String name) {
        String[] values = parameters.get(name);
        return values == null ? null : values[0];
    }

    @Override
    public Cookie @Nullable [] getCookies() {
        return cookies.isEmpty() ? null : cookies.toArray(new Cookie[0]);
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return attributes.get(name);
    }

    @Override
    public void setAttribute(String name, Object value) {
        attributes.put(name, value);
    }

    @Override
    public @Nullable String getRequestedSessionId() {
        return requestedSessionId;
    }

    @Override
    public @Nullable HttpSession getSession(boolean create) {
        if (stale != null && !create) {
            return stale;
        }
        if (held == null || sessions.find(held.getId()) != held) {
            held = create ? sessions.make(requestedSessionId) : null;
        }
        return held;
    }

    @Override
    public String changeSessionId() {
        if (held != null) {
            held.changeId();
            return held.getId();
        }
        throw new IllegalStateException("There is no session");
    }

    /** For what goes on by itself and ends well. */
    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        return (AsyncContext) Proxy.newProxyInstance(
                AsyncContext.class.getClassLoader(), new Class<?>[] {AsyncContext.class}, (self, called, args) -> {
                    if (Set.of("setTimeout", "addListener", "complete").contains(called.getName())) {
                        return null;
                    }
                    throw new UnsupportedOperationException(called.toString());
                });
    }

    @Override
    public RequestDispatcher getRequestDispatcher(String target) {
        return new RequestDispatcher() {
            @Override
            public void forward(ServletRequest request, ServletResponse response) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void include(ServletRequest request, ServletResponse response) {
                includedPage = target;
            }
        };
    }
}
