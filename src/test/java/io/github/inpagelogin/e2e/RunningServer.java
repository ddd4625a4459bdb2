package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server that was installed and started; it is killed at the end, if it was not stopped before. */
final class RunningServer implements AutoCloseable {
    /** What a server or this application says at these levels, and the words of Tomcat's about what is left of it. */
    private static final Pattern COMPLAINT = Pattern.compile(
            "\\b(?:WARN|WARNING|ERROR|SEVERE)\\b|Exception|^\\s+at |(?i:memory leak|failed to stop|has not been closed)");

    /** Said by servers of themselves, with any application. */
    private static final List<Pattern> OF_THE_SERVER = List.of(
            // Jetty's copy of Jasper looks for schemas that the servlet API's JAR file does not have.
            Pattern.compile("DigesterFactory.*The XML schema \\[[A-Za-z.]+\\] could not be found"),
            // Tomcat, where the machine is slow to give randomness.
            Pattern.compile("SessionIdGeneratorBase.createSecureRandom Creation of SecureRandom instance"));

    private final ServerProcess process;
    private final HttpClient client;
    private final URI url;
    private final Installation installation;

    RunningServer(ServerProcess process, HttpClient client, URI url, Installation installation) {
        this.process = process;
        this.client = client;
        this.url = url;
        this.installation = installation;
    }

    /** Where the application is; a slash at the end. */
    URI url() {
        return url;
    }

    /** Somebody who comes to the site at {@code address}, and to this server by that. */
    Visitor visitorOf(String address) {
        return new Visitor(
                client,
                URI.create(address + "/"),
                uri -> URI.create(uri.toString().replace(address + "/", url.toString())));
    }

    Installation installation() {
        return installation;
    }

    /** The server's own process. */
    ProcessHandle java() {
        return process.java();
    }

    /** Ends the server's own process as a lost machine ends, and those that it came of. */
    void kill() {
        ProcessHandle java = java();
        process.close();
        assertFalse(java.isAlive());
    }

    /** Waits until the application says that it is ready. */
    RunningServer ready() {
        process.until(this::isReady);
        return this;
    }

    /** Waits until this has been logged so many times. */
    void awaitLogged(String words, int times) {
        process.until(() -> logged(words) >= times);
    }

    /** How many times this has been logged. */
    int logged(String words) {
        return process.log().split(Pattern.quote(words), -1).length - 1;
    }

    private boolean isReady() {
        try {
            return new Visitor(client, url, uri -> uri).get("health/ready").status() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /** Stops the server, by its own command unless it listens to none: it ends well, nothing is left of it, and it had nothing to complain of. */
    void stop() throws IOException {
        process.expectExit(installation.stop(java()));
        assertEquals(List.of(), complaints(), process::log);
    }

    /** What the log has that should worry an operator. */
    List<String> complaints() {
        return Stream.concat(process.log().lines(), installation.moreLog().lines())
                .filter(line -> COMPLAINT.matcher(line).find())
                .filter(line -> OF_THE_SERVER.stream()
                        .noneMatch(known -> known.matcher(line).find()))
                .toList();
    }

    String log() {
        return process.log();
    }

    /** A test that did not come to the point of stopping the server has failed: what the server said may tell why. */
    @Override
    public void close() {
        if (process.isAlive()) {
            System.out.println(process.log());
        }
        process.close();
    }
}
