package io.memo.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which fields are external variables (cases X, as far as they are about code). */
class ExternalVariableTests {

    private static List<String> of(String body) {
        return Compiled.of("package app; " + body).fingerprint().externalVariables().stream()
                .map(ExternalVariable::toString)
                .toList();
    }

    /** X01, X03 */
    @Test
    void fieldsReadAtAnyDepthCount() {
        assertThat(
                        of(
                                "class Settings { int rate; int unread; static int factor; int rate() { return rate * factor; } }"
                                        + " class Svc { Settings settings; int other; int price(int n) { return settings.rate() * n; } }"))
                .containsExactly("app.Settings.factor", "app.Settings.rate", "app.Svc.settings");
    }

    /** X13 */
    @Test
    void aParameterThatShadowsAFieldIsNoExternalVariable() {
        assertThat(of("class Svc { int rate; int price(int rate) { return rate; } }"))
                .isEmpty();
    }

    @Test
    void fieldsThatAreOnlyWrittenDoNotCount() {
        assertThat(of("class Svc { int last; int price(int n) { last = n; return n; } }"))
                .isEmpty();
    }

    @Test
    void constantsAndWhatCompilersMakeDoNotCount() {
        assertThat(of("enum E { A, B } class Svc { static final int K = 5; int price(E e) { assert K > 0;"
                        + " switch (e) { case A: return K; default: return E.values().length; } } }"))
                .isEmpty();
    }

    @Test
    void aStaticThatIsComputedCountsAndOneThatAnEnumHoldsToo() {
        assertThat(of("enum E { A; static int n; int m = 1; } class Svc { static final Integer K = Integer.valueOf(5);"
                        + " int price(E e) { return K + E.n + e.m; } }"))
                .containsExactly("app.E.A", "app.E.m", "app.E.n", "app.Svc.K");
    }

    @Test
    void theOuterObjectAndCapturedVariablesAreFields() {
        assertThat(
                        of(
                                "class Svc { int rate; int price(int n) { return new Object() { int f() { return rate + n; } }.f(); } }"))
                .containsExactly("app.Svc.rate", "app.Svc$1.this$0", "app.Svc$1.val$n");
    }

    @Test
    void anInheritedFieldBelongsToTheClassThatDeclaresIt() {
        assertThat(of("class B { protected int rate; } class Svc extends B { int price() { return rate; } }"))
                .containsExactly("app.B.rate");
    }

    @Test
    void fieldsReadByLambdasRecordsAndInitialisersCount() {
        assertThat(of("record R(int a) { } class Svc { int x; String price(R r) {"
                        + " java.util.function.IntSupplier s = () -> x; return \"\" + r + s.getAsInt(); } }"))
                .containsExactly("app.R.a", "app.Svc.x");
    }

    @Test
    void anIgnoredFieldDoesNotCount() {
        assertThat(of("class Svc { @io.memo.MemoIgnore int seen; int price() { return seen; } }"))
                .isEmpty();
    }

    @Test
    void aVariableOfALibraryIsNamedAsNotTracked() {
        Compiled compiled = Compiled.of(java.util.Map.of(
                "lib/L", "package lib; public class L { public static int n; public static final Object O = 1; }",
                "app/Svc", "package app; class Svc { Object price() { return lib.L.n > 0 ? lib.L.O : System.out; } }"));
        CodeFingerprint fingerprint = compiled.fingerprint();
        assertThat(fingerprint.externalVariables()).isEmpty();
        assertThat(fingerprint.warnings()).containsExactly("not tracked: lib.L.n is a variable of a library");
    }

    @Test
    void allFieldsOfAnObjectThatIsSerializedCount() {
        CodeFingerprint fingerprint = Compiled.of("package app; class In implements java.io.Serializable { int i; }"
                        + " class Out implements java.io.Serializable { In in; }"
                        + " class Svc { Out out; void price(java.io.ObjectOutputStream o) throws Exception {"
                        + " o.writeObject(out); } }")
                .fingerprint();
        assertThat(fingerprint.wholeTypes()).containsExactlyInAnyOrder("app.In", "app.Out");
    }
}
