package io.github.inpagelogin.bench;

import io.github.inpagelogin.JettyBuffers;
import java.io.PrintStream;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;

/** The WAR in Jetty, as it is deployed. */
final class AppServer {
    private AppServer() {}

    /** Arguments: the port, the provider's address, the WAR. */
    public static void main(String[] arguments) throws Exception {
        PrintStream answers = Control.takeOutput();
        Server server = new Server(Servers.threads(), null, JettyBuffers.asDeployed());
        server.addConnector(Servers.connector(server, Integer.parseInt(arguments[0]), JettyBuffers.http()));
        WebAppContext context = new WebAppContext();
        context.setContextPath("/");
        context.setWar(Path.of(arguments[2]).toAbsolutePath().toString());
        context.setThrowUnavailableOnStartupException(true);
        context.setInitParameter("ringcentral.server", arguments[1]);
        context.setInitParameter("ringcentral.client-id", "a-client");
        context.setInitParameter("app.secret", "app-secret-of-the-benchmark-0123456789");
        // The one mode whose login goes to RingCentral once, as the floor's does.
        context.setInitParameter("widget.mode", "sso");
        server.setHandler(context);
        server.start();
        Control.answer(answers, nothing -> {});
        server.stop();
    }
}
