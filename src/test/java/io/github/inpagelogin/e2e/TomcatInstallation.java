package io.github.inpagelogin.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A real Tomcat. */
final class TomcatInstallation extends Installation {
    private static final String CONTEXTS = "conf/Catalina/localhost/";

    /**
     * One to be.
     *
     * @param version {@code tomcat10} or {@code tomcat11}
     */
    TomcatInstallation(String version, Path folder) throws IOException {
        super(
                "Tomcat 10.1 or 11",
                Map.entry("CATALINA_HOME", Path.of(System.getProperty(version + ".home"))),
                "CATALINA_BASE",
                folder);
    }

    /** Installs one of several nodes; it looks for sessions that have ended each second instead of each minute. */
    static TomcatInstallation ofNode(String version, Path folder) throws IOException {
        TomcatInstallation node = new TomcatInstallation(version, folder);
        node.install();
        node.installMore("Tomcat**: [`several-nodes.xml`]");
        node.edit(
                CONTEXTS + "ROOT.xml",
                xml -> xml.replace(" maxIdleSwap=\"-1\"", " maxIdleSwap=\"-1\" processExpiresFrequency=\"1\""));
        node.lookForChangesEachSecond();
        return node;
    }

    /** Does what it does in the background each second instead of every ten. */
    void lookForChangesEachSecond() throws IOException {
        edit(
                "conf/server.xml",
                xml -> xml.replace(
                        "<Engine name=\"Catalina\"", "<Engine name=\"Catalina\" backgroundProcessorDelay=\"1\""));
    }

    @Override
    void listenOnFreePorts() throws IOException {
        edit(
                "conf/server.xml",
                xml -> xml.replace("<Server port=\"8005\"", "<Server port=\"" + stopPort + '"')
                        .replace("<Connector port=\"8080\"", "<Connector address=\"127.0.0.1\" port=\"" + port + '"'));
    }

    @Override
    String stopping(String command) {
        return command;
    }

    /** Writes these settings into the context file, before it is moved elsewhere. */
    void configure(Map<String, String> settings) throws IOException {
        edit(CONTEXTS + "ROOT.xml", xml -> ExampleXml.fill(xml, settings));
    }

    /** Serves {@code /phone}. */
    void moveToPhone() throws IOException {
        Files.move(base.resolve(CONTEXTS + "ROOT.xml"), base.resolve(CONTEXTS + "phone.xml"));
    }

    /** Has the valve of the context file at work, and in the access log what proxies say. */
    void believeTheProxy() throws IOException {
        edit(
                CONTEXTS + "ROOT.xml",
                xml -> xml.replaceFirst("(?s)  <!-- Behind a proxy[^\\n]*\\n(  <Valve [^\\n]*\\n)  -->\\n", "$1"));
        edit(
                "conf/server.xml",
                xml -> xml.replace("directory=\"logs\"", "directory=\"logs\" buffered=\"false\"")
                        .replace(
                                "%m %U %H %s %b",
                                "%m %U %H %s %b for=%{X-Forwarded-For}i forwarded=%{Forwarded}i host=%{X-Forwarded-Host}i"
                                        + " proto=%{X-Forwarded-Proto}i"));
    }

    /** What the application throws is logged in a file alone. */
    @Override
    String moreLog() {
        try {
            return logs("*.log");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The access log, as far as it has been written. */
    String accesses() throws IOException {
        return logs("localhost_access_log.*.txt");
    }

    private String logs(String names) throws IOException {
        StringBuilder text = new StringBuilder();
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(base.resolve("logs"), names)) {
            for (Path log : logs) {
                text.append(Files.readString(log));
            }
        }
        return text.toString();
    }
}
