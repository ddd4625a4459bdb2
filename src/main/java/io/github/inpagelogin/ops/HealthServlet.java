package io.github.inpagelogin.ops;

import io.github.inpagelogin.http.Breaker;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * {@code GET /health/live} and {@code /health/ready}: 200 as soon as this application can answer requests. RingCentral is
 * not asked, and if it does not answer that is told and changes nothing: such a site still serves who is signed in.
 */
public final class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static final JsonProvider JSON = JsonProvider.provider();

    private final transient Map<String, Breaker> breakers;

    /**
     * Tells what {@code breakers} do.
     *
     * @param breakers by the name of the field that tells it
     */
    public HealthServlet(Map<String, Breaker> breakers) {
        this.breakers = breakers;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        JsonObjectBuilder health = JSON.createObjectBuilder().add("status", "UP");
        breakers.forEach(
                (name, breaker) -> health.add(name, breaker.state().name().toLowerCase(Locale.ROOT)));
        response.setContentType("application/json");
        response.getOutputStream().write(health.build().toString().getBytes(StandardCharsets.UTF_8));
    }
}
