package io.github.inpagelogin.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A server with the WAR that was built, installed by the commands of README.md into an empty folder, on free ports of the
 * loopback interface. What an operator may change is changed between {@link #install} and {@link #run}.
 */
abstract class Installation {
    /** The server lives as long as a test: what a longer life would gain costs more. */
    private static final String FOR_A_SHORT_LIFE = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx512m";

    final Path base;
    final int port = FreePort.next();
    final int stopPort = FreePort.next();

    private final String heading;
    private String scheme = "http";
    private HttpClient client = Visitor.CLIENT;
    private final Path folder;
    private final Path log;
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> moreExports = new ArrayList<>();

    /**
     * An installation to be.
     *
     * @param heading of README's part about this server
     * @param home what README calls the unpacked server
     * @param baseName what README calls the folder that the server gets its files from
     * @param folder an empty one
     */
    Installation(String heading, Map.Entry<String, Path> home, String baseName, Path folder) throws IOException {
        this.heading = heading;
        this.folder = folder;
        this.base = folder.resolve("base");
        this.log = Files.createFile(folder.resolve("server.log"));
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        environment.put(home.getKey(), home.getValue().toString());
        environment.put(baseName, base.toString());
        environment.put("PATH", ServerProcess.path());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("JAVA_TOOL_OPTIONS", FOR_A_SHORT_LIFE + " -Djava.io.tmpdir=" + temporary);
    }

    /** Runs the commands down to the one that starts the server; README's words are changed by {@code change} first. */
    Installation install(UnaryOperator<String> change) throws IOException {
        List<String> lines = commands(0);
        List<String> before = lines.subList(0, lines.size() - 1).stream()
                .filter(line -> !line.startsWith("export "))
                .map(change)
                .toList();
        ServerProcess.run(before, Path.of("").toAbsolutePath(), environment, log);
        listenOnFreePorts();
        return this;
    }

    Installation install() throws IOException {
        return install(UnaryOperator.identity());
    }

    /** Runs the commands of another part of README; what they export, the server has. */
    void installMore(String part) throws IOException {
        List<String> lines = new ArrayList<>(Readme.commands(part, 0));
        lines.stream().filter(line -> line.startsWith("export ")).forEach(moreExports::add);
        lines.removeAll(moreExports);
        ServerProcess.run(lines, Path.of("").toAbsolutePath(), environment, log);
    }

    abstract void listenOnFreePorts() throws IOException;

    /** README's command that stops the server, for this one's port. */
    abstract String stopping(String command);

    /** Says that the server speaks TLS, and by which client it can be asked. */
    void overTls(HttpClient trusting) {
        scheme = "https";
        client = trusting;
    }

    /** Adds options of the server's Java. */
    void javaOptions(String options) {
        environment.merge("JAVA_TOOL_OPTIONS", options, (before, more) -> before + " " + more);
    }

    /** Changes a file of the server's folder. */
    void edit(String file, UnaryOperator<String> change) throws IOException {
        String before = Files.readString(base.resolve(file));
        String after = change.apply(before);
        if (after.equals(before)) {
            throw new IllegalStateException(file + " has nothing of what is to be changed:\n" + before);
        }
        Files.writeString(base.resolve(file), after);
    }

    /** Starts the server, whose settings are in its files. */
    RunningServer run(String contextPath) throws IOException {
        return start(contextPath, List.of());
    }

    /** Starts the server with settings in its environment; those that README names, as it names them. */
    RunningServer runWith(String contextPath, Map<String, String> settings) throws IOException {
        Map<String, String> left = settings.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey()
                                .toUpperCase(Locale.ROOT)
                                .replace('.', '_')
                                .replace('-', '_'),
                        Map.Entry::getValue));
        List<String> exports = new ArrayList<>();
        for (String line : commands(0)) {
            if (line.startsWith("export ")) {
                exports.add(List.of(line.substring("export ".length()).split(" ")).stream()
                        .map(word -> word.substring(0, word.indexOf('=')))
                        .map(name -> name + "='" + left.remove(name) + "'")
                        .collect(Collectors.joining(" ", "export ", "")));
            }
        }
        if (exports.isEmpty()) {
            throw new IllegalStateException("README.md exports nothing");
        }
        environment.putAll(left);
        return start(contextPath, exports);
    }

    private RunningServer start(String contextPath, List<String> exports) throws IOException {
        List<String> lines = new ArrayList<>(moreExports);
        lines.addAll(exports);
        List<String> commands = commands(0);
        lines.add(commands.get(commands.size() - 1));
        URI url = URI.create(scheme + "://localhost:" + port + contextPath + "/");
        ServerProcess process = ServerProcess.start(lines, folder, environment, log);
        return new RunningServer(process, client, url, this);
    }

    /**
     * Runs README's command that stops the server.
     *
     * @param java the server's own process
     * @return with which status it has to end
     */
    int stop(ProcessHandle java) throws IOException {
        Path stopLog = folder.resolve("stop.log");
        Files.deleteIfExists(stopLog);
        ServerProcess.run(
                commands(1).stream().map(this::stopping).toList(), folder, environment, Files.createFile(stopLog));
        return 0;
    }

    /** What the server logs elsewhere than where it prints. */
    String moreLog() {
        return "";
    }

    private List<String> commands(int number) throws IOException {
        return Readme.commands(heading, number);
    }
}
