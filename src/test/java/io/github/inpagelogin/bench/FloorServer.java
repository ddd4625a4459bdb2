package io.github.inpagelogin.bench;

import io.github.inpagelogin.JettyBuffers;
import jakarta.servlet.http.HttpServlet;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;

/**
 * The least that does the job: servlets on a bare Jetty that keep the tokens in the session, without a security header, a
 * log, a check, an error page, a meter or a limit.
 */
final class FloorServer {
    private FloorServer() {}

    /** Arguments: the port, the provider's address, a file with the page, and whether Jetty may pool its buffers. */
    public static void main(String[] arguments) throws Exception {
        PrintStream answers = Control.takeOutput();
        boolean pooled = Boolean.parseBoolean(arguments[3]);
        Server server =
                new Server(Servers.threads(), null, pooled ? new ArrayByteBufferPool() : JettyBuffers.asDeployed());
        int port = Integer.parseInt(arguments[0]);
        server.addConnector(Servers.connector(server, port, pooled ? new HttpConfiguration() : JettyBuffers.http()));
        ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
        URI site = URI.create("http://localhost:" + port);
        URI provider = URI.create(arguments[1]);
        add(context, new FloorLogin(provider, site), "/login");
        add(context, new FloorCallback(provider, site), "/oauth/callback");
        add(context, new FloorPage(Files.readAllBytes(Path.of(arguments[2]))), "/app");
        server.setHandler(context);
        server.start();
        Control.answer(answers, nothing -> {});
        server.stop();
    }

    private static void add(ServletContextHandler context, HttpServlet servlet, String path) {
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        context.addServlet(holder, path);
    }
}
