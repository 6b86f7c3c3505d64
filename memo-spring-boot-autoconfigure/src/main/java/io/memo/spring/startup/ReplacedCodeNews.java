package io.memo.spring.startup;

import io.memo.live.CodeReplacements;
import io.memo.live.LiveCode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who tells this application of code that is replaced while it runs, as {@code memo.live-code} says. */
public final class ReplacedCodeNews {

    private static final Logger log = LoggerFactory.getLogger("io.memo.startup");

    private final @Nullable CodeReplacements source;

    private ReplacedCodeNews(@Nullable CodeReplacements source) {
        this.source = source;
    }

    /** Looks for it once. Warns if it has to be the agent and this JVM was started without. */
    public static ReplacedCodeNews find(LiveCode choice, @Nullable ClassLoader loader) {
        List<ClassLoader> loaders = loader == null ? List.of() : List.of(loader);
        Optional<CodeReplacements> found = CodeReplacements.find(choice, loaders);
        if (choice == LiveCode.AGENT && found.isEmpty()) {
            log.warn(
                    "memo.live-code=agent, but memo's agent was not started with this JVM, so after code was replaced"
                            + " results of the old code are returned: start java with {}",
                    CodeReplacements.agentOption());
        }
        return new ReplacedCodeNews(found.orElse(null));
    }

    /** Returns who tells, or null if nobody does. */
    public @Nullable CodeReplacements source() {
        return source;
    }

    /** Returns the end of the line at start-up, or null if nobody tells. */
    @Nullable
    String text() {
        CodeReplacements known = source;
        if (known == null) {
            return null;
        }
        return "live code by " + known.name() + (known.isExact() ? "" : ", a second late");
    }
}
