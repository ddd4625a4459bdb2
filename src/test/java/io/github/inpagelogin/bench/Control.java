package io.github.inpagelogin.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;

/**
 * The end of a line of orders that lies in a server's process: {@code cpu} is answered with the nanoseconds of CPU that the
 * process has used, {@code heap} with the bytes that are alive after a full collection, {@code delay N} is for the
 * provider. The server ends with its input.
 */
final class Control {
    private static final int COLLECTIONS = 3;

    private Control() {}

    /** Takes what the server writes to standard output out of the way of the answers, and gives the answers' stream. */
    static PrintStream takeOutput() {
        PrintStream answers = System.out;
        System.setOut(System.err);
        return answers;
    }

    /** Says that the server is ready, and answers until the input ends. */
    static void answer(PrintStream answers, LongConsumer delay) throws IOException {
        answers.println("ready");
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            if (order.startsWith("delay ")) {
                delay.accept(Long.parseLong(order.substring("delay ".length())));
            }
            answers.println(order.equals("heap") ? liveHeap() : cpuTime());
        }
    }

    private static long liveHeap() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long cpuTime() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
