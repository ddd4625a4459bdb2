package io.github.inpagelogin.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real Jetty. */
final class JettyInstallation extends Installation {
    private static final String CONTEXT = "webapps/in-page-login.xml";
    private static final String KEY = "key-of-the-tests";

    private static final int ENDED_BY_SIGTERM = 128 + 15;

    private @Nullable Certificate certificate;
    private boolean listensToNoCommand;

    JettyInstallation(Path folder) throws IOException {
        super("Jetty 12.1", Map.entry("JETTY_HOME", Path.of(System.getProperty("jetty.home"))), "JETTY_BASE", folder);
    }

    /**
     * Installs one of several nodes. It looks for sessions that have ended after eleven seconds, or twelve, instead of ten
     * minutes, and finds those that ended ten seconds ago.
     */
    static JettyInstallation ofNode(Path folder) throws IOException {
        JettyInstallation node = new JettyInstallation(folder);
        node.install();
        node.installMore("Jetty**, in the base directory");
        node.edit("start.d/in-page-login.ini", ini -> ini + "jetty.sessionScavengeInterval.seconds=11\n");
        node.edit(
                "etc/in-page-login-nodes.xml",
                xml -> xml.replaceFirst("(\"gracePeriodSec\" type=\"int\">)\\d+<", "$110<"));
        return node;
    }

    /** Leaves the lines comments by which Jetty listens to its command to stop, as they are in the file; it is stopped by a signal. */
    void listenToNoCommand() {
        listensToNoCommand = true;
    }

    @Override
    int stop(ProcessHandle java) throws IOException {
        if (!listensToNoCommand) {
            return super.stop(java);
        }
        java.destroy();
        return ENDED_BY_SIGTERM;
    }

    /** Has this certificate in place of a connector without TLS. */
    void overTls(Certificate its) {
        overTls(its.client());
        certificate = its;
    }

    @Override
    void listenOnFreePorts() throws IOException {
        if (certificate == null) {
            property("jetty.http.host", "127.0.0.1");
            property("jetty.http.port", Integer.toString(port));
        } else {
            property("jetty.ssl.port", Integer.toString(port));
            property("jetty.sslContext.keyStorePath", certificate.keyStore().toString());
            property("jetty.sslContext.keyStorePassword", Certificate.PASSWORD);
        }
        if (listensToNoCommand) {
            return;
        }
        edit("start.d/in-page-login.ini", ini -> ini.replace("# --modules=shutdown", "--modules=shutdown"));
        property("jetty.shutdown.port", Integer.toString(stopPort));
        property("jetty.shutdown.key", KEY);
    }

    /** Gives a property that the file in {@code webapp-config/jetty} has, as a comment, this value. */
    void property(String name, String value) throws IOException {
        edit(
                "start.d/in-page-login.ini",
                ini -> ini.replaceFirst("(?m)^# (" + name.replace(".", "\\.") + "=).*$", "$1" + value));
    }

    @Override
    String stopping(String command) {
        return command.replace("STOP.PORT=8079", "STOP.PORT=" + stopPort).replace("STOP.KEY=…", "STOP.KEY=" + KEY);
    }

    /** Writes these settings into the context file. */
    void configure(Map<String, String> settings) throws IOException {
        edit(CONTEXT, xml -> ExampleXml.fill(xml, settings));
    }

    /** Serves {@code /phone}. */
    void moveToPhone() throws IOException {
        edit(CONTEXT, xml -> xml.replace("<Set name=\"contextPath\">/<", "<Set name=\"contextPath\">/phone<"));
    }
}
