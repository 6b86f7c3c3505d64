package io.memo.acceptance.ordinary;

import io.memo.Memoize;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.springframework.expression.Expression;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.stereotype.Component;

/** Services that hold a tool of a library. */
final class HeldTools {

    private HeldTools() {}

    @Component("ThreadLocal")
    static class WithThreadLocal implements Lookup {

        private ThreadLocal<StringBuilder> buffer = ThreadLocal.withInitial(StringBuilder::new);

        @Override
        @Memoize(suppressWarnings = "thread-local")
        public String look(String key) {
            StringBuilder text = buffer.get();
            text.setLength(0);
            return text.append(key).append('!').toString();
        }

        @Override
        public void renew() {
            buffer = ThreadLocal.withInitial(StringBuilder::new);
        }
    }

    @Component("MessageDigest")
    static class WithDigest implements Lookup {

        private MessageDigest digest = sha();

        private static MessageDigest sha() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        @Memoize
        public String look(String key) {
            return HexFormat.of().formatHex(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public void renew() {
            digest = sha();
        }
    }

    @Component("Counter")
    static class WithCounter implements Lookup {

        private final MeterRegistry meters;
        private Counter looks;

        WithCounter(MeterRegistry meters) {
            this.meters = meters;
            this.looks = meters.counter("looks", "of", "first");
        }

        @Override
        @Memoize
        public String look(String key) {
            looks.increment();
            return key + "!";
        }

        @Override
        public void renew() {
            looks = meters.counter("looks", "of", "second");
        }
    }

    @Component("Timer")
    static class WithTimer implements Lookup {

        private final MeterRegistry meters;
        private Timer time;

        WithTimer(MeterRegistry meters) {
            this.meters = meters;
            this.time = meters.timer("look", "of", "first");
        }

        @Override
        @Memoize
        public String look(String key) {
            return time.record(() -> key + "!");
        }

        @Override
        public void renew() {
            time = meters.timer("look", "of", "second");
        }
    }

    @Component("Expression")
    static class WithExpression implements Lookup {

        private Expression twice = parsed();

        private static Expression parsed() {
            return new SpelExpressionParser().parseExpression("get('key') + get('key')");
        }

        @Override
        @Memoize
        public String look(String key) {
            return twice.getValue(Map.of("key", key), String.class) + "!";
        }

        @Override
        public void renew() {
            twice = parsed();
        }
    }

    @Component("AtomicReferenceFieldUpdater")
    static class WithUpdater implements Lookup {

        private AtomicReferenceFieldUpdater<Slot, String> last = updater();
        private final Slot slot = new Slot();

        private static AtomicReferenceFieldUpdater<Slot, String> updater() {
            return AtomicReferenceFieldUpdater.newUpdater(Slot.class, String.class, "value");
        }

        @Override
        @Memoize
        public String look(String key) {
            return key + last.get(slot);
        }

        @Override
        public void renew() {
            last = updater();
        }

        static final class Slot {
            volatile @Nullable String value = "!";
        }
    }
}
