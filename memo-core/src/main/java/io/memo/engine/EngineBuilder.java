package io.memo.engine;

import io.memo.CachedObjectMutatedEvent;
import io.memo.CheckMode;
import io.memo.FunctionOptions;
import io.memo.Hasher;
import io.memo.KeyDimension;
import io.memo.Memoizer;
import io.memo.MutationPolicy;
import io.memo.ReturnMode;
import io.memo.engine.observe.MemoListener;
import io.memo.engine.run.UnhashablePolicy;
import io.memo.fingerprint.CodeFingerprinter;
import io.memo.live.CodeReplacements;
import io.memo.live.LiveCode;
import io.memo.size.ByteLimit;
import io.memo.store.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds engines for use without Spring. */
final class EngineBuilder implements Memoizer.Builder {

    private final Set<String> packages = new TreeSet<>();
    private final List<Hasher<?>> hashers = new ArrayList<>();
    private final List<MemoListener> listeners = new ArrayList<>();
    private FunctionOptions defaults = FunctionOptions.defaults();
    private UnhashablePolicy onUnhashable = UnhashablePolicy.ARGUMENTS;
    private Duration waitTimeout = MemoEngineBuilder.DEFAULT_WAIT_TIMEOUT;
    private Ticker ticker = Ticker.SYSTEM;
    private @Nullable Long maxBytes;

    @Override
    public Memoizer.Builder packages(String... names) {
        packages.addAll(List.of(names));
        return this;
    }

    @Override
    public Memoizer.Builder hashers(Hasher<?>... more) {
        hashers.addAll(List.of(more));
        return this;
    }

    @Override
    public Memoizer.Builder varyBy(KeyDimension... more) {
        defaults = defaults.varyBy(
                Stream.concat(defaults.varyBy().stream(), Stream.of(more)).toArray(KeyDimension[]::new));
        return this;
    }

    @Override
    public Memoizer.Builder ttl(Duration ttl) {
        defaults = defaults.ttl(ttl);
        return this;
    }

    @Override
    public Memoizer.Builder maxEntries(int maxEntries) {
        defaults = defaults.maxEntries(maxEntries);
        return this;
    }

    @Override
    public Memoizer.Builder maxBytes(String all) {
        maxBytes = ByteLimit.parse(all);
        return this;
    }

    @Override
    public Memoizer.Builder onMutation(MutationPolicy onMutation) {
        defaults = defaults.onMutation(onMutation);
        return this;
    }

    @Override
    public Memoizer.Builder mutationCheck(CheckMode mutationCheck) {
        defaults = defaults.mutationCheck(mutationCheck);
        return this;
    }

    @Override
    public Memoizer.Builder returns(ReturnMode returns) {
        defaults = defaults.returns(returns);
        return this;
    }

    @Override
    public Memoizer.Builder bypassUnhashable() {
        onUnhashable = UnhashablePolicy.BYPASS;
        return this;
    }

    @Override
    public Memoizer.Builder waitTimeout(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("waitTimeout is %s; it must be positive".formatted(timeout));
        }
        waitTimeout = timeout;
        return this;
    }

    @Override
    public Memoizer.Builder clock(InstantSource clock) {
        ticker = new ClockTicker(clock);
        return this;
    }

    @Override
    public Memoizer.Builder mutationListener(Consumer<? super CachedObjectMutatedEvent> listener) {
        listeners.add(new MemoListener() {
            @Override
            public void mutated(CachedObjectMutatedEvent event) {
                listener.accept(event);
            }
        });
        return this;
    }

    @Override
    public Memoizer build() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        CodeFingerprinter fingerprinter = CodeFingerprinter.forPackages(loader, packages.toArray(String[]::new));
        List<ClassLoader> loaders = loader == null ? List.of() : List.of(loader);
        return MemoEngine.builder(fingerprinter)
                .functionDefaults(defaults)
                .hashers(hashers)
                .listeners(listeners)
                .onUnhashable(onUnhashable)
                .waitTimeout(waitTimeout)
                .ticker(ticker)
                .maxBytes(maxBytes)
                .liveCode(CodeReplacements.find(LiveCode.AUTO, loaders).orElse(null))
                .build();
    }

    /** The time by a clock of the application. */
    private record ClockTicker(InstantSource clock) implements Ticker {

        @Override
        public long nanos() {
            Instant now = clock.instant();
            return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        }

        @Override
        public Instant now() {
            return clock.instant();
        }
    }
}
