package io.memo.live;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether this JVM was started so that code can be replaced in it by those who develop: by its options. */
final class OpenJvm {

    private static final String OPTIONS = "JAVA_TOOL_OPTIONS";

    private OpenJvm() {}

    /** Returns whether a debugger or an agent for hot swap was let in when this JVM was started. */
    static boolean isThisOne() {
        return isOpened(options(), System.getenv(OPTIONS));
    }

    /** Returns the same for these options and this value of the environment variable. */
    static boolean isOpened(List<String> options, @Nullable String environment) {
        Stream<String> more = environment == null ? Stream.empty() : Stream.of(environment.split("\\s+"));
        return Stream.concat(options.stream(), more).anyMatch(OpenJvm::opens);
    }

    private static boolean opens(String option) {
        return option.startsWith("-agentlib:jdwp")
                || option.startsWith("-Xrunjdwp")
                || option.startsWith("-XX:HotswapAgent=") && !option.endsWith("=disabled")
                || option.equals("-XX:+AllowEnhancedClassRedefinition")
                || option.startsWith("-javaagent:")
                        && option.toLowerCase(Locale.ROOT).contains("hotswap");
    }

    /** Returns none where the runtime image has no module for management. */
    private static List<String> options() {
        try {
            return ManagementFactory.getRuntimeMXBean().getInputArguments();
        } catch (LinkageError | RuntimeException e) {
            return List.of();
        }
    }
}
