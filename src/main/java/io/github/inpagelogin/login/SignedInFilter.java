package io.github.inpagelogin.login;

import io.github.inpagelogin.oauth.Person;
import io.github.inpagelogin.session.Sessions;
import io.github.inpagelogin.session.SignedIn;
import io.github.inpagelogin.web.Asker;
import io.github.inpagelogin.web.Errors;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** Lets through only who is signed in, and tells the page who that is; sends others to log in and come back. */
public final class SignedInFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private final transient Sessions sessions;

    public SignedInFilter(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<SignedIn> signedIn = who(request, sessions);
        if (signedIn.isPresent()) {
            show(request, signedIn.get());
            chain.doFilter(request, response);
        } else {
            Errors.signInFirst(request).send(request, response);
        }
    }

    /**
     * Who is signed in, and uses the site by this request: a page is what a person opens; what its scripts ask by themselves
     * does not keep a session alive.
     */
    static Optional<SignedIn> who(HttpServletRequest request, Sessions sessions) {
        return Asker.isScript(request) ? sessions.find(request) : sessions.visit(request);
    }

    /** Tells the page who is signed in. */
    static void show(HttpServletRequest request, SignedIn signedIn) {
        Person person = signedIn.person();
        request.setAttribute("personName", person.name().isEmpty() ? "RingCentral user" : person.name());
        request.setAttribute("extensionNumber", person.extensionNumber());
        request.setAttribute("personAlias", signedIn.alias());
        request.setAttribute("signedInAt", signedIn.since().toEpochMilli());
    }
}
