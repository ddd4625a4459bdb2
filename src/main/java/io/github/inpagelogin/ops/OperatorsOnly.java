package io.github.inpagelogin.ops;

import io.github.inpagelogin.config.Networks;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Lets through who connects from the operators' networks. For everybody else there is nothing here: the answer is that of
 * an address which does not exist. What headers say of where a request comes from is not looked at.
 */
public final class OperatorsOnly extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private final transient Networks networks;

    public OperatorsOnly(Networks networks) {
        this.networks = networks;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (networks.include(request.getRemoteAddr())) {
            chain.doFilter(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }
}
