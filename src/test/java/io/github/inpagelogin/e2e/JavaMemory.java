package io.github.inpagelogin.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What another Java process still holds after a collection of all its garbage, by the JDK's own tools.
 *
 * @param classLoaders loaders of web applications
 * @param metaspace bytes that classes take
 */
record JavaMemory(long classLoaders, long metaspace) {
    /** A line of the histogram: number, instances, bytes, class. */
    private static final Pattern LOADER =
            Pattern.compile("(?m)^ *\\d+: +(\\d+) +\\d+ +\\S*\\.(?:ParallelWebapp|WebApp)ClassLoader\\b(?!\\$)");

    private static final Pattern METASPACE = Pattern.compile("(?m)^ Metaspace +used (\\d+)K");

    static JavaMemory of(ProcessHandle process) throws IOException {
        // What a first collection finds to be garbage may be waiting to be cleaned up, and goes with the next.
        var unused = ask(process, "GC.run");
        Matcher loader = LOADER.matcher(ask(process, "GC.class_histogram"));
        long loaders = 0;
        while (loader.find()) {
            loaders += Long.parseLong(loader.group(1));
        }
        String heap = ask(process, "GC.heap_info");
        Matcher metaspace = METASPACE.matcher(heap);
        if (!metaspace.find()) {
            throw new IOException("No metaspace in: " + heap);
        }
        return new JavaMemory(loaders, Long.parseLong(metaspace.group(1)) * 1024);
    }

    private static String ask(ProcessHandle process, String question) throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process asked = new ProcessBuilder(jcmd, Long.toString(process.pid()), question)
                .redirectErrorStream(true)
                .start();
        String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (asked.onExit().join().exitValue() != 0) {
            throw new IOException("jcmd: " + answer);
        }
        return answer;
    }
}
