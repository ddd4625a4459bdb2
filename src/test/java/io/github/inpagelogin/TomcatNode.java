package io.github.inpagelogin;

import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanner;

/**
 * One of several nodes, set up by {@code webapp-config/tomcat/several-nodes.xml}, in a process of its own, which can be
 * killed. The settings come from the environment.
 */
public final class TomcatNode {
    private static final Path FILE = Path.of("webapp-config", "tomcat", "several-nodes.xml");

    private TomcatNode() {}

    /** Serves on loopback until it is killed; {@code args} are the port and a folder with the WAR in {@code webapps}. */
    public static void main(String... args) throws Exception {
        System.setProperty(
                "org.apache.tomcat.util.digester.PROPERTY_SOURCE",
                "org.apache.tomcat.util.digester.EnvironmentPropertySource");
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(args[1]);
        tomcat.setHostname("localhost");
        tomcat.setPort(Integer.parseInt(args[0]));
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.enableNaming();
        Context context = tomcat.addWebapp(
                "",
                Path.of(args[1], "webapps", "in-page-login.war")
                        .toAbsolutePath()
                        .toString());
        context.setConfigFile(FILE.toAbsolutePath().toUri().toURL());
        StandardJarScanner scanner = new StandardJarScanner();
        scanner.setScanClassPath(false);
        context.setJarScanner(scanner);
        tomcat.start();
        tomcat.getServer().await();
    }
}
