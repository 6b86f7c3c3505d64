package io.memo.engine;

import io.memo.CheckMode;
import io.memo.Hasher;
import io.memo.KeyDimension;
import io.memo.MutationPolicy;
import io.memo.ReturnMode;
import io.memo.call.Freshness;
import io.memo.call.MethodSpec;
import io.memo.digest.Digest;
import io.memo.digest.FramedSink;
import io.memo.engine.call.CallConditions;
import io.memo.engine.call.Invocation;
import io.memo.engine.run.UnhashablePolicy;
import io.memo.fingerprint.CodeFingerprint;
import io.memo.fingerprint.CodeFingerprinter;
import io.memo.fingerprint.ContextBeans;
import io.memo.fingerprint.ExternalVariable;
import io.memo.fingerprint.Finding;
import io.memo.store.caffeine.CaffeineStoreFactory;
import io.memo.store.tier.method.Tiers;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An engine whose fingerprints are given, and one method to memoize, whose body each call brings along. */
final class Fixture {

    final FakeTicker ticker;
    final Target target = new Target();
    private Duration waitTimeout = Duration.ofMinutes(1);
    private Freshness freshness = Freshness.PLAIN;
    private @Nullable Duration ttl;
    private long maxEntries = 100;
    private @Nullable Long maxBytes;
    private boolean allowOutputMutation;
    private MutationPolicy onMutation = MutationPolicy.WARN;
    private CheckMode mutationCheck = CheckMode.BUDGETED;
    private ReturnMode returns = ReturnMode.SHARED;
    private List<KeyDimension> varyBy = List.of();
    private boolean persist;
    private boolean shared;
    private String code = "code";
    private boolean reshaping;
    private @Nullable CallConditions conditions;
    private UnhashablePolicy onUnhashable = UnhashablePolicy.FAIL;
    private final MemoEngineBuilder builder = MemoEngine.builder(new FixedFingerprints());

    Fixture() {
        this(new FakeTicker());
    }

    /** @param ticker that of several machines */
    Fixture(FakeTicker ticker) {
        this.ticker = ticker;
    }

    Fixture ttl(Duration ttl) {
        this.ttl = ttl;
        return this;
    }

    Fixture maxEntries(long maxEntries) {
        this.maxEntries = maxEntries;
        return this;
    }

    Fixture maxBytes(long maxBytes) {
        this.maxBytes = maxBytes;
        return this;
    }

    Fixture allowOutputMutation() {
        this.allowOutputMutation = true;
        return this;
    }

    Fixture persist(Tiers tiers) {
        return outside(() -> tiers);
    }

    /** To be persisted. */
    Fixture outside(Supplier<Tiers> tiers) {
        this.persist = true;
        builder.outside(tiers);
        return this;
    }

    Fixture shared(Tiers tiers) {
        return outsideOfProcess(() -> tiers);
    }

    /** To be shared. */
    Fixture outsideOfProcess(Supplier<Tiers> tiers) {
        this.shared = true;
        builder.outside(tiers);
        return this;
    }

    /** What the fingerprint is made of. */
    Fixture code(String code) {
        this.code = code;
        return this;
    }

    /** Whether classes that are replaced get other fields. */
    Fixture reshaping(boolean others) {
        this.reshaping = others;
        return this;
    }

    Fixture onMutation(MutationPolicy policy) {
        this.onMutation = policy;
        return this;
    }

    Fixture mutationCheck(CheckMode mode) {
        this.mutationCheck = mode;
        return this;
    }

    Fixture returns(ReturnMode mode) {
        this.returns = mode;
        return this;
    }

    Fixture onUnhashable(UnhashablePolicy policy) {
        this.onUnhashable = policy;
        return this;
    }

    Fixture conditions(CallConditions conditions) {
        this.conditions = conditions;
        return this;
    }

    Fixture varyBy(KeyDimension... dimensions) {
        this.varyBy = List.of(dimensions);
        return this;
    }

    Fixture freshness(Freshness freshness) {
        this.freshness = freshness;
        return this;
    }

    Fixture waitTimeout(Duration timeout) {
        this.waitTimeout = timeout;
        return this;
    }

    CodeFingerprinter fingerprints() {
        return new FixedFingerprints();
    }

    MemoEngineBuilder builder() {
        return builder;
    }

    MemoEngine engine() {
        return builder.ticker(ticker)
                .waitTimeout(waitTimeout)
                .onUnhashable(onUnhashable)
                .build();
    }

    Fixture sameThreadMaintenance() {
        return sameThreadMaintenance(null);
    }

    /** @param maxBytes for all methods, or null */
    Fixture sameThreadMaintenance(@Nullable Long maxBytes) {
        builder.stores(new CaffeineStoreFactory(ticker, Runnable::run, maxBytes));
        return this;
    }

    MethodMemoizer method() {
        return method(engine());
    }

    MethodMemoizer method(MemoEngine engine) {
        return engine.add(spec("Target.compute"), null, conditions, Set.of());
    }

    MethodSpec spec(String name) {
        return spec(name, Target.class);
    }

    /** The class has a method {@code compute} of one parameter. */
    MethodSpec spec(String name, Class<?> targetClass) {
        return new MethodSpec(
                name,
                compute(targetClass),
                targetClass,
                List.of(new MethodSpec.Parameter("input", false)),
                ttl,
                freshness,
                maxEntries,
                maxBytes,
                allowOutputMutation,
                onMutation,
                mutationCheck,
                returns,
                "",
                List.<Hasher<?>>of(),
                varyBy,
                persist,
                shared);
    }

    Object call(MethodMemoizer memoizer, @Nullable Object argument, Invocation body) {
        try {
            return memoizer.call(target, new @Nullable Object[] {argument}, body);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static Method compute(Class<?> targetClass) {
        return Arrays.stream(targetClass.getDeclaredMethods())
                .filter(method -> method.getName().equals("compute"))
                .findFirst()
                .orElseThrow();
    }

    /** What is memoized. The setting is an external variable, the other field is not. */
    static final class Target {
        volatile Object setting = 1;
        volatile Object unread = 1;

        Object compute(Object input) {
            return List.of(setting, unread, input);
        }
    }

    private final class FixedFingerprints implements CodeFingerprinter {

        @Override
        public CodeFingerprint fingerprint(Method method) {
            return fingerprint(method, method.getDeclaringClass());
        }

        @Override
        public CodeFingerprint fingerprint(Method method, Class<?> beanClass, Set<Method> around) {
            return new CodeFingerprint(
                    new FramedSink().putString(code).digest(),
                    List::of,
                    List.of(new ExternalVariable(Target.class.getName(), "setting", false)),
                    Set.of(Target.class.getName()),
                    Set.of(),
                    List.of(),
                    Map::of,
                    false,
                    Set.of("north"));
        }

        @Override
        public List<Finding> findings(Method method, Class<?> beanClass, ContextBeans beans) {
            return List.of();
        }

        @Override
        public boolean replaced(Class<?> type, byte[] bytes) {
            return reshaping;
        }

        @Override
        public List<Finding> selfCalls(Method method, Class<?> beanClass) {
            return List.of();
        }

        @Override
        public @Nullable Digest behaviourOf(Class<?> type) {
            return null;
        }

        @Override
        public @Nullable Digest contentOf(Class<?> type) {
            return null;
        }

        @Override
        public boolean inScope(Class<?> type) {
            return type == Target.class;
        }
    }
}
