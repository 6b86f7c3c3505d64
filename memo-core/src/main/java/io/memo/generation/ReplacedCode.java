package io.memo.generation;

import io.memo.fingerprint.CodeFingerprint;
import io.memo.fingerprint.FunctionCode;
import io.memo.live.CodeReplacements;
import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an engine hears of code that is replaced, until it is closed or gone: who tells lives longer than it. */
public final class ReplacedCode implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger("io.memo.engine");

    private final AutoCloseable listening;

    private ReplacedCode(AutoCloseable listening) {
        this.listening = listening;
    }

    /**
     * Begins to hear.
     *
     * @param reshaped what is to be done when objects of a class are not any more what they were
     */
    public static ReplacedCode heardOf(CodeReplacements replacements, CodeGenerations generations, Runnable reshaped) {
        generations.onReshaped(reshaped);
        return new ReplacedCode(replacements.listen(new Held(new WeakReference<>(generations))));
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (Exception e) {
            log.debug("memo could not stop listening for replaced code", e);
        }
    }

    /** Returns the code of a function: what was found of it, and what is found again later. */
    public static Supplier<CodeFingerprint> firstly(FunctionCode code, Supplier<@Nullable FunctionCode> again) {
        AtomicBoolean asked = new AtomicBoolean();
        return () -> {
            FunctionCode now = asked.getAndSet(true) ? again.get() : code;
            return now != null
                    ? now.fingerprint()
                    : code.fingerprint()
                            .withUnknown(
                                    code.home().getName(), UUID.randomUUID().toString());
        };
    }

    /** Generations that may be gone. */
    private record Held(WeakReference<CodeGenerations> generations) implements CodeReplacements.Listener {

        @Override
        public void replacing(Class<?> type, byte[] bytes, BooleanSupplier isInstalled) {
            CodeGenerations there = generations.get();
            if (there != null) {
                there.replacing(type, bytes, isInstalled);
            }
        }

        @Override
        public void replaced(Class<?> type, byte @Nullable [] bytes, Instant since) {
            CodeGenerations there = generations.get();
            if (there != null) {
                there.replaced(type, bytes, since);
            }
        }
    }
}
