package io.memo.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestDiffTests {

    private static List<String> between(String before, String after) {
        return ManifestDiff.between(
                Compiled.of("package app; " + before).fingerprint().manifest(),
                Compiled.of("package app; " + after).fingerprint().manifest());
    }

    @Test
    void anEditedHelperIsNamed() {
        String source = "class Tax { static int vat(int n) { return n * 19; } }"
                + " class Svc { int price(int n) { return Tax.vat(n); } }";
        assertThat(between(source, source.replace("19", "16"))).containsExactly("body of app.Tax.vat(int) changed");
    }

    @Test
    void anotherReceiverIsNamed() {
        String source =
                "class Quotes { int price() { return 1; } int rate() { return 2; } } class Gold extends Quotes { }"
                        + " class Svc { int price(Quotes q) { return q.price(); } }";
        String after = source.replace(
                "class Gold extends Quotes { }", "class Gold extends Quotes { int price() { return 3; } }");
        assertThat(between(source, after))
                .containsExactly(
                        "app.Gold.price() is reached now",
                        "app.Quotes.price now dispatches to app.Gold.price on app.Gold");
        assertThat(between(after, source))
                .containsExactly(
                        "app.Gold.price() is no longer reachable",
                        "app.Quotes.price no longer dispatches to app.Gold.price on app.Gold");
    }

    @Test
    void everyKindOfLineBecomesASentence() {
        List<String> before = List.of(
                "annotations app.R.q() -> @app.Query(value=\"1\")",
                "initialiser app.K -> 1",
                "permits app.S -> app.A",
                "type app.X -> app.Y");
        List<String> after = List.of(
                "annotations app.R.q() -> @app.Query(value=\"2\")",
                "application * -> 1",
                "call app.B.m() -> app.A.m()",
                "constant app.K.R -> 5",
                "permits app.S -> app.A, app.B",
                "type app.X -> app.Z",
                "untracked native method app.Svc.n() -> 1");
        assertThat(ManifestDiff.between(before, after))
                .containsExactly(
                        "annotations of app.R.q() changed to @app.Query(value=\"2\")",
                        "app.B.m() now means app.A.m()",
                        "app.S now permits app.B",
                        "constant app.K.R is now 5",
                        "initialiser of app.K no longer counts",
                        "native method app.Svc.n() is not tracked and counts as changed",
                        "some code of the application changed",
                        "supertypes of app.X are now app.Z");
    }

    @Test
    void aMethodThatIsNoLongerInheritedIsNamedWithWhatItMeant() {
        String source = "class G { int f() { return 1; } } class P extends G { }"
                + " class Svc extends P { int f() { return 9; } int price() { return super.f(); } }";
        assertThat(between(source, source.replace("P extends G { }", "P extends G { int f() { return 2; } }")))
                .containsExactly(
                        "app.G.f() is no longer reachable",
                        "app.P.f() is reached now",
                        "app.P.f() no longer means app.G.f()");
    }

    @Test
    void ofAListOnlyWhatIsNewOrGoneIsNamed() {
        String source = "class A extends RuntimeException { } class B extends A { }"
                + " class Svc { int price(Runnable r) { try { r.run(); return 1; } catch (A e) { return 2; } } }";
        assertThat(between(source, source.replace("B extends A", "B extends RuntimeException")))
                .contains("app.A no longer has the subtype app.B");
        String shape = "class P { int a; } class Svc { int price() { return P.class.getDeclaredFields().length; } }";
        assertThat(between(shape, shape.replace("class P { int a; }", "abstract class P { long a; }")))
                .containsExactly("app.P no longer has I a, the modifiers none and now has J a, the modifiers abstract");
    }

    @Test
    void genericTypesReadAsTheyAreWritten() {
        String source = "abstract class T<A, B> { } class U extends T<String, java.util.List<Long>> { }"
                + " class Svc { String price() { return new U().getClass().getName(); } }";
        assertThat(between(source, source.replace("String, java", "Integer, java")))
                .containsExactly(
                        "generic supertypes of app.U are now app.T<java.lang.Integer, java.util.List<java.lang.Long>>");
    }

    @Test
    void equalManifestsHaveNoDifference() {
        assertThat(ManifestDiff.between(List.of("body a -> 1"), List.of("body a -> 1")))
                .isEmpty();
    }
}
