package io.memo.fingerprint.classfile.normal;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.fingerprint.Bodies;
import io.memo.fingerprint.classfile.code.FieldRef;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.MethodBody;
import io.memo.fingerprint.classfile.code.MethodRef;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Issue 16.6: bodies that differ by what means nothing are equal after they were normalised. */
class NormalBodiesTests {

    @ParameterizedTest
    @DisplayName("Issue 16.6: debug settings change no instruction of a normalised body")
    @ValueSource(
            strings = {
                "int m() { final int limit = 5; int sum = 0; for (int i = 0; i < limit; i++) { sum += i; } return sum; }",
                "int m(int a) { { final String x = \"a\"; a += x.length(); } { long y = a; a = (int) y; } return a; }",
                "int m(long w, int a) { final double d = 1.5; int b = a; return b + (int) (d * a); }",
            })
    void debugSettingsMeanNothing(String members) {
        assertThat(Bodies.ofMembers(members, "-g").instructions())
                .isEqualTo(Bodies.ofMembers(members, "-g:none").instructions());
    }

    @Test
    @DisplayName("Issue 16.6: two variables that share a slot are two, and one in two slots is one")
    void variablesAreNumberedByWhatTheyAre() {
        List<Instruction> one = Bodies.ofMembers("int m() { { int a = n(); n(a); } { int b = n(); n(b); } return 0; }"
                        + " static int n(int... i) { return 1; }")
                .instructions();
        assertThat(one.stream()
                        .filter(each -> each instanceof Instruction.Local local && local.isStore())
                        .map(each -> ((Instruction.Local) each).slot()))
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("Issue 16.6: a constant that is stored, never read, and used nowhere else stays")
    void storeThatNothingExplainsStays() {
        MethodBody body = Bodies.ofMembers("void m() { int unread = 7; }");
        assertThat(body.instructions()).anyMatch(each -> each instanceof Instruction.Local local && local.isStore());
    }

    @Test
    @DisplayName("Issue 16.6: javac's check of an outer object goes, one in source text stays")
    void checksOfOuterObjectsGo() {
        Instruction load = new Instruction.Local(25, 1);
        Instruction dup = new Instruction.Plain(89);
        Instruction pop = new Instruction.Plain(87);
        Instruction check = new Instruction.Call(
                184,
                new MethodRef("java/util/Objects", "requireNonNull", "(Ljava/lang/Object;)Ljava/lang/Object;"),
                false);
        Instruction self = new Instruction.Local(25, 0);
        Instruction put = new Instruction.OnField(181, new FieldRef("app/A$B", "this$0", "Lapp/A;"));
        Instruction end = new Instruction.Plain(177);
        assertThat(withoutChecks("<init>", load, dup, check, pop, pop, self, load, put, end))
                .containsExactly(self, load, put, end);
        assertThat(withoutChecks("<init>", self, load, dup, check, pop, put, end))
                .containsExactly(self, load, put, end);
        assertThat(withoutChecks("m", load, dup, check, pop, pop, end))
                .containsExactly(load, dup, check, pop, pop, end);
    }

    private static List<Instruction> withoutChecks(String name, Instruction... instructions) {
        MethodBody body = new MethodBody(
                new MethodRef("app/A$B", name, "(Lapp/A;)V"), false, List.of(instructions), List.of(), List.of());
        return OuterNullChecks.removedFrom(body).instructions();
    }
}
