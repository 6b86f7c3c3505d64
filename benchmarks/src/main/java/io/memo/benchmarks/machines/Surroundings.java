package io.memo.benchmarks.machines;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** What a comparison runs on. */
public final class Surroundings {

    private Surroundings() {}

    /** Returns the Java version, the number of processors, and their load. */
    public static String text() {
        return String.format(
                Locale.ROOT,
                "Java %s, %d processors, load %.1f",
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                load());
    }

    /** Returns how many nanoseconds of processor time this process has used so far. */
    public static long processNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /** Returns the load of the last minute. */
    public static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
