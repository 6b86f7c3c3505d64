package io.memo.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.MutationPolicy;
import io.memo.UnhashableTypeException;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lambdas in keys: the JVM numbers their classes anew in each process, in the order in which they are first reached. */
@DisplayName("Issue 14.14, SPEC 7.9: keys with lambdas of the application's own code are durable")
class LambdaKeysInAnotherProcessTests {

    @SuppressWarnings("unused")
    static final class Target {

        private final Object held;

        Target(Object held) {
            this.held = held;
        }

        Object compute(Object argument) {
            return List.of(held, argument);
        }
    }

    record Line(String article, int cents) {
        boolean isDear() {
            return cents > 100;
        }
    }

    /** All alike from outside: what tells them apart is the code that they call. */
    private static List<Supplier<Object>> lambdas() {
        int vat = 19;
        int lower = 7;
        Line line = new Line("tea", 250);
        return List.of(
                () -> (IntUnaryOperator) cents -> cents + 1,
                () -> (IntUnaryOperator) cents -> cents + 2,
                () -> (IntUnaryOperator) cents -> cents * (100 + vat) / 100,
                () -> (IntUnaryOperator) cents -> cents * (100 + lower) / 100,
                () -> (IntUnaryOperator) Math::abs,
                () -> (IntUnaryOperator) LambdaKeysInAnotherProcessTests::doubled,
                () -> (Function<Line, Object>) Line::article,
                () -> (Function<Line, Object>) Line::cents,
                () -> (Function<Line, Object>) line1 -> line1.article() + line1.cents(),
                () -> (Function<Integer, Object>) Integer::valueOf,
                () -> (Function<Integer, Object>) Integer::toHexString,
                () -> (Supplier<Object>) line::article,
                () -> (Supplier<Object>) line::cents,
                () -> (Supplier<Object>) ArrayList::new,
                () -> (BiFunction<String, Integer, Line>) Line::new,
                () -> Comparator.comparing(Line::article),
                () -> Comparator.comparing(Line::cents),
                () -> Comparator.comparingInt(Line::cents),
                () -> Comparator.comparingInt(Line::cents).reversed(),
                () -> Comparator.comparing(Line::article).thenComparing(Line::cents),
                () -> Comparator.comparing(Line::cents).thenComparing(Line::article),
                () -> Comparator.comparing(Line::article, Comparator.reverseOrder()),
                () -> Comparator.comparing(Line::article, Comparator.nullsFirst(Comparator.naturalOrder())),
                () -> Collections.reverseOrder(Comparator.comparing(Line::article)),
                () -> Map.Entry.<String, Integer>comparingByKey(),
                () -> Map.Entry.<String, Integer>comparingByValue(),
                () -> Map.of("vat", (IntUnaryOperator) cents -> cents * 2, "none", (IntUnaryOperator) cents -> cents),
                () -> Map.of("none", (IntUnaryOperator) cents -> cents * 2, "vat", (IntUnaryOperator) cents -> cents),
                () -> new TreeMap<>(Map.of("a", 1)),
                () -> {
                    Comparator<String> byLength = Comparator.comparingInt(String::length);
                    return new TreeMap<>(byLength);
                },
                () -> {
                    Comparator<String> backwards = (one, other) -> other.compareTo(one);
                    return new TreeMap<>(backwards);
                },
                () -> (Comparator<String> & Serializable) (one, other) -> 0,
                () -> (Comparator<String> & Serializable) (one, other) -> 1);
    }

    /** What the JDK wraps around lambdas without letting anybody see them, unless the JVM does. */
    private static List<Supplier<Object>> composed() {
        Function<String, String> trim = String::trim;
        Predicate<Line> dear = Line::isDear;
        return List.of(
                () -> trim.andThen(String::length),
                () -> trim.andThen(String::isEmpty),
                () -> trim.compose(Object::toString),
                Function::identity,
                () -> dear.negate(),
                () -> dear.and(line -> line.cents() < 500),
                () -> dear.and(line -> line.cents() < 600));
    }

    private static int doubled(int cents) {
        return 2 * cents;
    }

    /** Prints the keys of some calls, a line for each; all lambdas are made in another order first. */
    public static void main(String[] arguments) {
        List<Supplier<Object>> all = all();
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).get() == null) {
                throw new AssertionError();
            }
        }
        keys(all).forEach(System.out::println);
    }

    private static List<Supplier<Object>> all() {
        return Stream.concat(lambdas().stream(), composed().stream()).toList();
    }

    private static List<String> keys(List<Supplier<Object>> values) {
        CodeFingerprinter fingerprinter = CodeFingerprinter.forPackages(Target.class.getClassLoader());
        List<String> keys = new ArrayList<>();
        for (Supplier<Object> value : values) {
            keys.add(key(fingerprinter, new Target("none"), value.get()));
            keys.add(key(fingerprinter, new Target(value.get()), "none"));
        }
        return keys;
    }

    private static String key(CodeFingerprinter fingerprinter, Target target, Object argument) {
        try {
            DurableKey key = builder(fingerprinter).durableKey(target, new Object[] {argument});
            return key == null ? "none" : key.call().hex();
        } catch (UnhashableTypeException e) {
            return "none";
        }
    }

    private static KeyBuilder builder(CodeFingerprinter fingerprinter) {
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
        CodeFingerprint code = fingerprinter.fingerprint(method).withLiveTypes(List.of(Target.class.getName()));
        ReadSets.ReaderFactory readers = ReadSets.ReaderFactory.of(
                behaviour -> StructuralHasher.builder().behaviour(behaviour).build(), (read, behaviour) -> {
                    StructuralHasher externals = StructuralHasher.builder()
                            .fields(new ReadFields(code, Target.class.getClassLoader()))
                            .behaviour(behaviour)
                            .build();
                    return new ExternalVariables(spec, read, externals, OwnObjects.of(spec));
                });
        return new KeyBuilder(spec, new ReadSets(spec, MethodCode.fixed(code), fingerprinter, readers));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--add-opens=java.base/java.lang.invoke=ALL-UNNAMED", "-Dnothing"})
    @DisplayName(
            "as arguments, in fields, captured, in maps, as comparators: the same key in a process that made them in another order")
    void sameKeyInAnotherProcess(String option) throws Exception {
        List<List<String>> processes = List.of(printed(option), printed(option));
        assertThat(processes.get(0)).isEqualTo(processes.get(1));
        assertThat(processes.get(0).stream().filter(key -> !key.equals("none"))).doesNotHaveDuplicates();
        boolean seenByItself = Runtime.version().feature() < 24;
        if (seenByItself || option.startsWith("--add")) {
            assertThat(processes.get(0)).hasSize(2 * all().size()).doesNotContain("none");
        }
        if (seenByItself) {
            assertThat(keys(all())).isEqualTo(processes.get(0));
        }
    }

    private static List<String> printed(String option) throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        option,
                        "-cp",
                        System.getProperty("java.class.path"),
                        LambdaKeysInAnotherProcessTests.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(child.exitValue()).isZero();
        return printed.lines().toList();
    }
}
