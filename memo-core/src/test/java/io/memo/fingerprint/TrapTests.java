package io.memo.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Edits that must move a fingerprint and edits that must not, each with every kind of debug information. */
class TrapTests {

    private static final List<List<String>> OPTIONS =
            List.of(List.of(), List.of("-g"), List.of("-g:none"), List.of("-parameters"));

    private static final List<String> FILES = List.of(
            "traps",
            "own",
            "order",
            "traps-declarations",
            "traps-reflection",
            "arrivals",
            "bodies",
            "callbacks",
            "compilers",
            "construction",
            "dispatch",
            "escapes",
            "given",
            "initialisers",
            "packages",
            "precision",
            "real",
            "reflection",
            "unchanged",
            "unreached");

    private static final List<String> FILES_OF_21 = List.of("traps21", "own21", "patterns21");

    private static final Map<List<Object>, CodeFingerprint> KNOWN = new HashMap<>();

    /** By options and source: what could be compiled in one run. */
    private static final Map<List<String>, Map<String, Compiled>> TOGETHER = new HashMap<>();

    @BeforeAll
    static void compileTogether() {
        List<String> sources = sources()
                .flatMap(trap -> Stream.of(trap.before(), trap.after()))
                .toList();
        for (List<String> options : OPTIONS) {
            TOGETHER.put(options, CompiledTogether.of(sources, options));
        }
    }

    @AfterAll
    static void forget() {
        KNOWN.clear();
        TOGETHER.clear();
    }

    static Stream<Arguments> edits() {
        List<String> files = new ArrayList<>(FILES);
        if (Runtime.version().feature() >= 21) {
            files.addAll(FILES_OF_21);
        }
        Stream<Trap> traps = files.stream().flatMap(file -> Trap.in(file + ".txt").stream());
        return traps.flatMap(trap -> OPTIONS.stream().map(options -> Arguments.of(trap, options)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("edits")
    void anEditMovesTheFingerprintOnlyIfItChangesTheMeaning(Trap trap, List<String> options) {
        CodeFingerprint before = fingerprint(trap.before(), options);
        CodeFingerprint after = fingerprint(trap.after(), options);
        boolean moved = !before.hex().equals(after.hex());
        assertThat(trap.isRightAs(moved))
                .as("%s: moved=%s, %s", trap, moved, Compiled.differences(before, after))
                .isTrue();
        assertThat(before.manifest()).noneMatch(line -> line.startsWith("untracked"));
    }

    private static CodeFingerprint fingerprint(String source, List<String> options) {
        return KNOWN.computeIfAbsent(
                List.of(source, options), key -> compiled(source, options).fingerprint());
    }

    private static Compiled compiled(String source, List<String> options) {
        Compiled together = TOGETHER.get(options).get(source);
        return together == null ? Compiled.of(Trap.files(source), options.toArray(String[]::new)) : together;
    }

    static Stream<Trap> sources() {
        return edits().map(arguments -> (Trap) arguments.get()[0]).distinct();
    }

    @ParameterizedTest
    @MethodSource("sources")
    void debugInformationIsNoPartOfTheFingerprint(Trap trap) {
        CodeFingerprint plain = fingerprint(trap.after(), List.of());
        for (List<String> options : OPTIONS) {
            assertThat(fingerprint(trap.after(), options).manifest())
                    .as(options.toString())
                    .isEqualTo(plain.manifest());
        }
    }
}
