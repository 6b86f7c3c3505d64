package io.memo.store.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.fingerprint.Compiled;
import io.memo.store.tier.NotStorableException;
import io.memo.store.tier.ResultCodec;
import io.memo.store.tier.UnreadableEntryException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("P06, F8 entries of a class that has changed are misses")
class ChangedClassTests {

    /** An application: {@code app.Svc.make} returns a result, declared as an {@code Object} or as what it is. */
    private record App(Compiled compiled, ResultCodec codec, Method make) {

        static App of(Codecs.Kind kind, String source) throws NotStorableException {
            Compiled compiled =
                    Compiled.of(Map.of("app/Svc", "package app; import java.util.*; import java.io.*; " + source));
            Method make = compiled.method("app.Svc", "make");
            return new App(
                    compiled,
                    kind.of(make.getDeclaringClass().getClassLoader(), compiled.fingerprinter("app"), "app.")
                            .forResults(make.getGenericReturnType()),
                    make);
        }

        byte[] written() throws Exception {
            return codec.encode(make.invoke(null));
        }
    }

    private static String returning(String type, String result, String more) {
        return "public class Svc { public static " + type + " make() { return " + result + "; } } " + more;
    }

    private static Arguments change(String name, String type, String result, String more, String from, String to) {
        String before = returning(type, result, more);
        return Arguments.of(name, before, before.replace(from, to));
    }

    static Stream<Arguments> changes() {
        String record = "record R(int a, String b) implements Serializable {}";
        String plain = "class P implements Serializable { static final long serialVersionUID = 1; int a = 1; }";
        String level = "enum Level { LOW, HIGH }";
        String sealed = "sealed interface S extends Serializable permits X {} record X(int x) implements S {}";
        String inner = "record Line(int cents) implements Serializable {}"
                + " record Order(List<Line> lines) implements Serializable {}";
        String above = "class A implements Serializable { int x = 1; } class B extends A { int y = 2; }";
        return Stream.of("R", "Object")
                .flatMap(type -> Stream.of(
                        change("component renamed", type, "new R(1, \"b\")", record, "String b)", "String c)"),
                        Arguments.of(
                                "component added",
                                returning(type, "new R(1, \"b\")", record),
                                returning(type, "new R(1, \"b\", 2)", record.replace("String b)", "String b, int c)"))),
                        change("component's type", type, "new R(1, null)", record, "String b)", "Object b)"),
                        change(
                                "meaning",
                                type,
                                "new R(1, \"b\")",
                                record,
                                "Serializable {}",
                                "Serializable { double euros() { return a / 100.0; } }"),
                        change(
                                "fixed serialVersionUID",
                                type.equals("R") ? "P" : type,
                                "new P()",
                                plain,
                                "int a = 1;",
                                "int a = 1; int b = 2;"),
                        change(
                                "default value",
                                type.equals("R") ? "P" : type,
                                "new P()",
                                plain,
                                "int a = 1;",
                                "int a = 2;"),
                        change(
                                "constants reordered",
                                type.equals("R") ? "Level" : type,
                                "Level.LOW",
                                level,
                                "LOW, HIGH",
                                "HIGH, LOW"),
                        change(
                                "constant removed",
                                type.equals("R") ? "Level" : type,
                                "Level.LOW",
                                level,
                                "LOW, HIGH",
                                "LOW"),
                        change(
                                "superclass",
                                type.equals("R") ? "B" : type,
                                "new B()",
                                above,
                                "int x = 1;",
                                "int x = 1; int z = 3;"),
                        change(
                                "nested argument",
                                type.equals("R") ? "List<Map<String, Order>>" : type,
                                "new ArrayList<>(List.of(Map.of(\"k\", new Order(new ArrayList<>(List.of(new Line(5)))))))",
                                inner,
                                "int cents)",
                                "int euros)"),
                        change(
                                "array",
                                type.equals("R") ? "R[]" : type,
                                "new R[] {new R(1, \"b\")}",
                                record,
                                "String b)",
                                "String c)"),
                        change(
                                "permitted subtype",
                                type.equals("R") ? "S" : type,
                                "new X(1)",
                                sealed,
                                "permits X {}",
                                "permits X, Y {} record Y() implements S {}")));
    }

    static Stream<Arguments> changesOfEach() {
        return Arrays.stream(Codecs.Kind.values())
                .flatMap(kind -> changes()
                        .map(change -> Arguments.of(Stream.concat(Stream.of(kind), Arrays.stream(change.get()))
                                .toArray())));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("changesOfEach")
    void isAMiss(Codecs.Kind kind, String name, String before, String after) throws Exception {
        App old = App.of(kind, before);
        byte[] written = old.written();
        App same = App.of(kind, before);
        App changed = App.of(kind, after);
        assertThat(same.codec.classes()).isEqualTo(old.codec.classes());
        assertThat(same.codec.decode(written).getClass().getName())
                .isEqualTo(old.make.invoke(null).getClass().getName());
        boolean declared = !before.contains("static Object make");
        if (declared) {
            assertThat(changed.codec.classes()).isNotEqualTo(old.codec.classes());
        }
        // A value of X is what it was, whatever else S permits; where S is declared, the key says so.
        if (declared || !name.equals("permitted subtype")) {
            assertThatThrownBy(() -> changed.codec.decode(written))
                    .isInstanceOf(UnreadableEntryException.class)
                    .hasMessageContaining("changed");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("6.3 neither formatting nor moved members make a miss")
    void formattingIsNoChange(Codecs.Kind kind) throws Exception {
        String source = returning(
                "Object",
                "new P(1)",
                "class P implements Serializable { int a; P(int a) { this.a = a; } int b() { return 2; } }");
        App old = App.of(kind, source);
        App moved = App.of(
                kind,
                returning(
                        "Object",
                        "new P(1)",
                        "\n\n class P implements Serializable { int b() { /* two */ return 2; }\n int a;\n P(int a) { this.a = a; } }"));
        assertThat(moved.codec.decode(old.written())).isNotNull();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a class that is gone is a miss")
    void classGone(Codecs.Kind kind) throws Exception {
        String record = "record R(int a) implements Serializable {}";
        byte[] written = App.of(kind, returning("Object", "new R(1)", record)).written();
        App without = App.of(kind, returning("Object", "null", ""));
        assertThatThrownBy(() -> without.codec.decode(written)).isInstanceOf(UnreadableEntryException.class);
    }
}
