package io.github.inpagelogin.e2e;

import io.github.inpagelogin.standin.StandIn;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The stand-in RingCentral in a process of its own, on a free port. */
final class StandInProcess implements AutoCloseable {
    private static final Pattern SERVER = Pattern.compile("(?m)^ {2}server {2}(http://localhost:\\d+)$");

    private final ServerProcess process;
    private final URI origin;

    private StandInProcess(ServerProcess process, URI origin) {
        this.process = process;
        this.origin = origin;
    }

    /** Starts one where the site at {@code site}, an address with a slash at its end, is registered. */
    static StandInProcess forSite(URI site, Path folder) throws IOException {
        Path log = Files.createFile(folder.resolve("stand-in.log"));
        String redirects = List.of("oauth/callback", "oauth/widget-callback", "redirect.html").stream()
                .map(path -> site.resolve(path).toString())
                .collect(Collectors.joining(" "));
        // Under surefire the class path of this process is a JAR file that names the real one.
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        ServerProcess process = ServerProcess.start(
                List.of("exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC " + StandIn.class.getName() + " 0 "
                        + redirects),
                folder,
                Map.of("CLASSPATH", classPath, "PATH", ServerProcess.path()),
                log);
        process.until(() -> SERVER.matcher(process.log()).find());
        Matcher server = SERVER.matcher(process.log());
        if (!server.find()) {
            throw new IllegalStateException("The stand-in does not say where it is");
        }
        return new StandInProcess(process, URI.create(server.group(1)));
    }

    /** The settings of a site that is registered here, a public client; its widget is today's. */
    Map<String, String> settings() {
        return Map.of(
                "ringcentral.server",
                origin.toString(),
                "ringcentral.client-id",
                StandIn.CLIENT_ID,
                "widget.url",
                origin.resolve("/widget/new/").toString());
    }

    @Override
    public void close() {
        process.close();
    }
}
