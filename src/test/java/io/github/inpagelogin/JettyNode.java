package io.github.inpagelogin;

import java.nio.file.Path;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.xml.XmlConfiguration;

/**
 * One of several nodes, set up by the files of {@code webapp-config/jetty}, in a process of its own, which can be killed.
 * The settings come from the environment.
 */
public final class JettyNode {
    private static final Path FILES = Path.of("webapp-config", "jetty");

    private JettyNode() {}

    /** Serves on loopback until it is killed; {@code args} are the port and a Jetty base with the WAR in it. */
    public static void main(String... args) throws Exception {
        System.setProperty("jetty.base", args[1]);
        Server server = new Server(new QueuedThreadPool(60, 4), null, JettyBuffers.asDeployed());
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("localhost");
        connector.setPort(Integer.parseInt(args[0]));
        server.addConnector(connector);
        configure(server, "in-page-login-nodes.xml");
        WebAppContext context = new WebAppContext();
        configure(context, "in-page-login.xml");
        server.setHandler(context);
        server.start();
        server.join();
    }

    private static void configure(Object target, String file) throws Exception {
        ResourceFactory files = ResourceFactory.root();
        new XmlConfiguration(files.newResource(FILES.resolve(file).toAbsolutePath())).configure(target);
    }
}
