package io.memo.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.CheckMode;
import io.memo.KeyDimension;
import io.memo.MutationPolicy;
import io.memo.ReturnMode;
import io.memo.ThisProcessOnly;
import io.memo.UnhashableTypeException;
import io.memo.call.Freshness;
import io.memo.call.MethodSpec;
import io.memo.digest.Digest;
import io.memo.digest.FramedSink;
import io.memo.fingerprint.CodeFingerprint;
import io.memo.fingerprint.CodeFingerprinter;
import io.memo.fingerprint.ExternalVariable;
import io.memo.generation.MethodCode;
import io.memo.hash.StructuralHasher;
import io.memo.hash.identity.HashingScope;
import io.memo.key.external.ExternalVariables;
import io.memo.key.external.ReadFields;
import io.memo.key.external.ReadSets;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("1.1 the key of a call")
class KeyBuilderTests {

    @SuppressWarnings("unused")
    static final class Target {
        static final String CONSTANT = "constant";
        static final Object SENTINEL = new Object();
        static @Nullable Object variable = 1;

        @Nullable
        Object setting = 1;

        Object unread = 1;

        Object compute(Object first, Object second) {
            return first;
        }
    }

    /** Within one scope classes of one shape have one number. */
    private static final HashingScope SCOPE = new HashingScope();

    private final Target target = new Target();

    @BeforeEach
    void reset() {
        Target.variable = 1;
    }

    private static KeyBuilder builder(String version, ExternalVariable... variables) {
        return builder(version, List.of(), variables);
    }

    private static KeyBuilder builder(String version, List<KeyDimension> varyBy, ExternalVariable... variables) {
        Method method = Arrays.stream(Target.class.getDeclaredMethods())
                .filter(each -> each.getName().equals("compute"))
                .findFirst()
                .orElseThrow();
        MethodSpec spec = new MethodSpec(
                "Target.compute",
                method,
                Target.class,
                List.of(new MethodSpec.Parameter("first", false), new MethodSpec.Parameter("second", false)),
                null,
                Freshness.PLAIN,
                1,
                null,
                false,
                MutationPolicy.WARN,
                CheckMode.BUDGETED,
                ReturnMode.SHARED,
                version,
                List.of(),
                varyBy,
                false,
                false);
        Digest code = new FramedSink().putString("code").digest();
        CodeFingerprint fingerprint = new CodeFingerprint(
                code, List.of(), List.of(variables), Set.of(Target.class.getName()), Set.of(), List.of());
        StructuralHasher externals = StructuralHasher.builder()
                .fields(new ReadFields(fingerprint, Target.class.getClassLoader()))
                .scope(SCOPE)
                .build();
        ReadSets readSets = new ReadSets(
                spec,
                MethodCode.fixed(fingerprint),
                CodeFingerprinter.forPackages(Target.class.getClassLoader()),
                ReadSets.ReaderFactory.of(
                        behaviour -> StructuralHasher.builder().scope(SCOPE).build(),
                        (read, behaviour) -> new ExternalVariables(spec, read, externals, OwnObjects.of(spec))));
        return new KeyBuilder(spec, readSets);
    }

    private static ExternalVariable variable(String name, boolean isStatic) {
        return new ExternalVariable(Target.class.getName(), name, isStatic);
    }

    private Key key(KeyBuilder builder, @Nullable Object first, @Nullable Object second) {
        return builder.key(target, new @Nullable Object[] {first, second});
    }

    private @Nullable Digest durable(KeyBuilder builder, @Nullable Object first, @Nullable Object second) {
        DurableKey key = builder.durableKey(target, new @Nullable Object[] {first, second});
        return key == null ? null : key.call();
    }

    @Test
    @DisplayName("4.1, 4.8 arguments short and long: alike if equal, else different, in this process and out of it")
    void argumentsAreToldApart() {
        KeyBuilder builder = builder("");
        List<@Nullable Object> values = new ArrayList<>(Arrays.asList(
                null, "", "a", "ab", 1, 1L, 1.0, '1', "1", true, List.of(), List.of("a"), List.of("a", "b"), 19));
        for (int length : new int[] {20, 50, 58, 59, 60, 61, 62, 63, 64, 65, 100, 300, 3_000}) {
            values.add("x".repeat(length));
            values.add("x".repeat(length - 1) + "y");
        }
        Set<Key> keys = new HashSet<>();
        Set<@Nullable Digest> durable = new HashSet<>();
        for (Object first : values) {
            for (Object second : values) {
                assertThat(keys.add(key(builder, first, second))).isTrue();
                assertThat(durable.add(durable(builder, first, second))).isTrue();
            }
        }
        assertThat(key(builder, "x".repeat(99), List.of(1)))
                .isEqualTo(key(
                        builder("", new ExternalVariable[0]), new String("x".repeat(99)), new ArrayList<>(List.of(1))))
                .hasSameHashCodeAs(key(builder, "x".repeat(99), List.of(1)));
    }

    @Test
    void theMethodCounts() {
        assertThat(key(builder("1"), 1, 2)).isEqualTo(key(builder("1"), 1, 2)).isNotEqualTo(key(builder("2"), 1, 2));
        assertThat(durable(builder("1"), 1, 2))
                .isEqualTo(durable(builder("1"), 1, 2))
                .isNotEqualTo(durable(builder("2"), 1, 2));
        assertThat(key(builder("1"), "secret", 2).toString()).hasSize(8);
    }

    @Test
    @DisplayName("3.5, 6.6 external variables count, and that they changed is seen")
    void externalVariablesCount() {
        KeyBuilder builder = builder("", variable("setting", false), variable("variable", true));
        for (Object value : new Object[] {2, "x".repeat(100), List.of(1, 2)}) {
            Key before = key(builder, 1, 2);
            assertThat(builder.externalsUnchanged(before, target, new Object[] {1, 2}))
                    .isTrue();
            target.setting = value;
            Key after = key(builder, 1, 2);
            assertThat(after).isNotEqualTo(before);
            assertThat(builder.externalsUnchanged(before, target, new Object[] {1, 2}))
                    .isFalse();
            assertThat(builder.externalsUnchanged(after, target, new Object[] {1, 2}))
                    .isTrue();
            Target.variable = value;
            assertThat(key(builder, 1, 2)).isNotEqualTo(after);
            assertThat(builder.externalsUnchanged(after, target, new Object[] {1, 2}))
                    .isFalse();
            target.unread = value;
            assertThat(key(builder, 1, 2)).isEqualTo(key(builder, 1, 2));
        }
        target.setting = Thread.currentThread();
        assertThatThrownBy(() -> key(builder, 1, 2)).isInstanceOf(UnhashableTypeException.class);
        target.setting = 1;
        Target.variable = 1;
        assertThat(key(builder, 1, 2))
                .isEqualTo(key(builder("", variable("setting", false), variable("variable", true)), 1, 2));
    }

    @Test
    @DisplayName("6.6 an argument is never mistaken for an external variable, nor an absent static for a value")
    void placesAreToldApart() {
        KeyBuilder builder = builder("", variable("variable", true));
        Target.variable = "x".repeat(100);
        Key one = builder.key(target, new Object[] {"y".repeat(100), 1});
        Target.variable = "y".repeat(100);
        assertThat(builder.key(target, new Object[] {"x".repeat(100), 1})).isNotEqualTo(one);
        Key absent = key(builder("", new ExternalVariable("io.memo.Missing", "field", true)), 1, 2);
        Target.variable = null;
        assertThat(absent).isNotEqualTo(key(builder, 1, 2)).isNotEqualTo(key(builder(""), 1, 2));
    }

    @Test
    @DisplayName("4.7 what depends on this process has no key outside of it, at every call")
    void thisProcessOnly() {
        KeyBuilder builder = builder("", variable("SENTINEL", true), variable("CONSTANT", true));
        for (int i = 0; i < 3; i++) {
            assertThat(key(builder, 1, 2)).isEqualTo(key(builder, 1, 2));
            assertThat(durable(builder, 1, 2)).isNull();
        }
        KeyBuilder withStableReadSet = builder("", variable("CONSTANT", true));
        Digest before = durable(withStableReadSet, 1, 2);
        assertThat(key(withStableReadSet, 1, 2)).isEqualTo(key(withStableReadSet, 1, 2));
        assertThat(durable(withStableReadSet, 1, 2)).isNotNull().isEqualTo(before);
        assertThat(durable(builder(""), new Object(), 2)).isNull();
    }

    @Test
    @DisplayName(
            "Issue 12.14: the arguments have a name of their own, which no external variable and no version changes")
    void argumentsAreNamedByThemselves() {
        KeyBuilder builder = builder("", variable("setting", false));
        KeyBuilder later = builder("2", variable("variable", true));
        Digest named = builder.durableArguments(new Object[] {"a", List.of(1)});
        target.setting = 2;
        assertThat(builder.durableArguments(new Object[] {"a", List.of(1)})).isEqualTo(named);
        assertThat(later.durableArguments(new Object[] {"a", List.of(1)})).isEqualTo(named);
        assertThat(builder.durableKey(target, new Object[] {"a", List.of(1)}))
                .extracting(DurableKey::arguments)
                .isEqualTo(named);
        assertThat(builder.durableArguments(new Object[] {List.of(1), "a"})).isNotEqualTo(named);
        assertThat(builder.durableArguments(new Object[] {new Object(), "a"})).isNull();
    }

    @Test
    @DisplayName("Issue 12.14: keys of the same arguments are told from others, whatever the external variables were")
    void keysOfTheSameArguments() {
        KeyBuilder builder = builder("", variable("setting", false));
        Object identity = new Object();
        Key one = key(builder, "a", identity);
        target.setting = 2;
        Key other = key(builder, "a", identity);
        assertThat(other).isNotEqualTo(one);
        assertThat(List.of(one, other)).allMatch(builder.ofArguments(new Object[] {"a", identity}));
        assertThat(List.of(one, other)).noneMatch(builder.ofArguments(new Object[] {"a", new Object()}));
    }

    @Test
    @DisplayName(
            "SPEC 11.1: dimensions are part of the key out of this process, by name, and not of the arguments that clears name")
    void dimensionsArePartOfDurableKeys() {
        List<KeyDimension> tenant = List.of(KeyDimension.of("tenant", () -> "asked elsewhere"));
        KeyBuilder byTenant = builder("", tenant);
        DurableKey ofA = byTenant.durableKey(target, new @Nullable Object[] {1, 2, "a"});
        DurableKey ofB = byTenant.durableKey(target, new @Nullable Object[] {1, 2, "b"});
        KeyBuilder byUser = builder("", List.of(KeyDimension.of("user", () -> "asked elsewhere")));
        DurableKey ofUser = byUser.durableKey(target, new @Nullable Object[] {1, 2, "a"});
        assertThat(ofA).isNotNull().isEqualTo(builder("", tenant).durableKey(target, new @Nullable Object[] {1, 2, "a"
        }));
        assertThat(ofB).isNotNull();
        assertThat(ofUser).isNotNull();
        assertThat(List.of(ofA.call(), ofB.call(), ofUser.call())).doesNotHaveDuplicates();
        assertThat(ofB.arguments())
                .isEqualTo(ofA.arguments())
                .isEqualTo(byTenant.durableArguments(new @Nullable Object[] {1, 2}));
        assertThat(byTenant.durableKey(target, new @Nullable Object[] {1, 2, new ThisProcessOnly("a")}))
                .as("means nothing elsewhere")
                .isNull();
    }

    @Test
    @DisplayName("SPEC 11.1: keys are found by their arguments, and by the value of a dimension")
    void keysAreFoundByArgumentsAndDimension() {
        KeyBuilder builder = builder("", List.of(KeyDimension.of("tenant", () -> "asked elsewhere")));
        Key key = builder.key(target, new @Nullable Object[] {1, "a", "t"});
        assertThat(builder.ofArguments(new @Nullable Object[] {1, "a"})).accepts(key);
        assertThat(builder.ofArguments(new @Nullable Object[] {1, "t"})).rejects(key);
        assertThat(builder.ofDimension("tenant", "t")).accepts(key);
        assertThat(builder.ofDimension("tenant", "a")).rejects(key);
    }
}
