package io.memo.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.MutationPolicy;
import io.memo.call.MethodSpec;
import io.memo.fingerprint.CodeFingerprint;
import io.memo.fingerprint.CodeFingerprinter;
import io.memo.generation.MethodCode;
import io.memo.hash.StructuralHasher;
import io.memo.key.external.ExternalVariables;
import io.memo.key.external.ReadFields;
import io.memo.key.external.ReadSets;
import java.io.Serializable;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Where an entry is found by another process. Hash codes, set orders and secrets differ there. */
@DisplayName("P08, 4.8 the key of a call is the same in a second process")
class KeysInAnotherProcessTests {

    @SuppressWarnings("unused")
    static final class Target {
        private final Map<String, Integer> setting = new HashMap<>(Map.of("a", 1, "b", 2));

        Object compute(Object argument) {
            return List.of(setting, argument);
        }
    }

    enum Grade {
        GOOD,
        BAD {
            @Override
            public String toString() {
                return "other class";
            }
        }
    }

    record Order(String id, Set<Grade> grades, @Nullable Order next) {}

    /** Prints the keys of some calls, a line for each. */
    public static void main(String[] arguments) {
        keys().forEach(System.out::println);
    }

    private static List<String> keys() {
        String captured = "captured";
        Set<Object> shuffled = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            shuffled.add(i % 2 == 0 ? Grade.values()[i % 4 / 2].name() + i : List.of(i, "x".repeat(i)));
        }
        List<Object> calls = List.of(
                "text",
                "\ud800",
                List.of(1, 2L, 3.0),
                Set.of("a", "b", "c", "d", "e"),
                Map.of(Grade.GOOD, 1, Grade.BAD, 2),
                shuffled,
                Grade.BAD,
                DayOfWeek.MONDAY,
                new Order("1", Set.of(Grade.values()), new Order("2", Set.of(), null)),
                Instant.EPOCH,
                new double[100_000],
                (Supplier<String> & Serializable) () -> captured);
        KeyBuilder builder = builder();
        List<String> keys = new ArrayList<>();
        for (Object call : calls) {
            DurableKey key = builder.durableKey(new Target(), new Object[] {call});
            keys.add(key == null ? "none" : key.arguments().hex() + key.call().hex());
        }
        return keys;
    }

    private static KeyBuilder builder() {
        Method method = Arrays.stream(Target.class.getDeclaredMethods())
                .filter(each -> each.getName().equals("compute"))
                .findFirst()
                .orElseThrow();
        MethodSpec spec = new MethodSpec(
                "Target.compute",
                method,
                Target.class,
                List.of(new MethodSpec.Parameter("argument", false)),
                null,
                1,
                false,
                MutationPolicy.WARN,
                "",
                List.of());
        CodeFingerprint code = CodeFingerprinter.forPackages(Target.class.getClassLoader())
                .fingerprint(method)
                .withLiveTypes(List.of(Target.class.getName()));
        StructuralHasher externals = StructuralHasher.builder()
                .fields(new ReadFields(code, Target.class.getClassLoader()))
                .build();
        ReadSets readSets = new ReadSets(
                spec,
                MethodCode.fixed(code),
                CodeFingerprinter.forPackages(Target.class.getClassLoader()),
                ReadSets.ReaderFactory.of(
                        behaviour -> StructuralHasher.create(),
                        (read, behaviour) -> new ExternalVariables(spec, read, externals, OwnObjects.of(spec))));
        return new KeyBuilder(spec, readSets);
    }

    @Test
    void ofStringsSetsEnumsRecordsAndSerializableLambdas() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KeysInAnotherProcessTests.class.getName())
                .start();
        String printed = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(printed.lines().toList()).isEqualTo(keys()).hasSize(12);
        assertThat(keys().subList(0, 11)).doesNotContain("none").doesNotHaveDuplicates();
    }
}
