package io.memo.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The cases C of the catalogue of behaviour; edits that the trap files hold are not repeated here. */
class CodeCaseTests {

    private static CodeFingerprint of(String body) {
        return Compiled.of("package app; " + body).fingerprint();
    }

    private static String bodyOf(CodeFingerprint fingerprint, String method) {
        return fingerprint.manifest().stream()
                .filter(line -> line.startsWith("body " + method))
                .map(line -> line.substring(line.indexOf("->")))
                .findFirst()
                .orElseThrow();
    }

    /** C01 */
    @Test
    void equalBodiesHaveEqualDigestsWhateverTheMethodIsCalled() {
        Compiled compiled = Compiled.of("package app; class Svc { int a(int x) { return x * x; }"
                + " int b(int y) { return y * y; } int c(int x) { return x + x; } }");
        CodeFingerprint a = compiled.fingerprint("app.Svc", "a");
        CodeFingerprint b = compiled.fingerprint("app.Svc", "b");
        CodeFingerprint c = compiled.fingerprint("app.Svc", "c");
        assertThat(bodyOf(a, "app.Svc.a")).isEqualTo(bodyOf(b, "app.Svc.b")).isNotEqualTo(bodyOf(c, "app.Svc.c"));
    }

    /** C02 */
    @Test
    void namesCommentsAndDebugSettingsDoNotCount() {
        String source = "class Svc { int price(int n) { int twice = n * 2; return twice + 1; } }";
        String renamed = "class Svc {\n\n /* twice */ int price(int amount) {\n int doubled = amount * 2;\n\n"
                + " return doubled + 1; } }";
        String before = of(source).hex();
        assertThat(of(renamed).hex()).isEqualTo(before);
        for (String option : List.of("-g", "-g:none")) {
            assertThat(Compiled.of("package app; " + renamed, option)
                            .fingerprint()
                            .hex())
                    .as(option)
                    .isEqualTo(before);
        }
    }

    /** C03 */
    @Test
    void swappedOperandsCount() {
        assertThat(of("class Svc { String price(String x, String y) { return x + y; } }")
                        .hex())
                .isNotEqualTo(of("class Svc { String price(String x, String y) { return y + x; } }")
                        .hex());
    }

    /** C04 */
    @Test
    void everyKindOfConstantCounts() {
        String source = "class Svc { static final int K = 7; String price(int n, String s) { int local = 42;"
                + " switch (n) { case 3: local++; break; case 200000: local--; break; default: }"
                + " switch (s) { case \"a\": local += 2; break; default: }"
                + " return n + \" of \" + local + java.util.Set.of(11L, 12.5, 'x') + K; } }";
        String before = of(source).hex();
        for (String edit : List.of(
                "42;=>43;",
                "case 3:=>case 4:",
                "case 200000:=>case 200001:",
                "\"a\"=>\"b\"",
                "\" of \"=>\" on \"",
                "11L=>10L",
                "12.5=>12.25",
                "'x'=>'y'",
                "K = 7=>K = 8")) {
            String[] sides = edit.split("=>");
            assertThat(of(source.replace(sides[0], sides[1])).hex()).as(edit).isNotEqualTo(before);
        }
    }

    /** C12 */
    @Test
    void anotherMethodOfTheSameObjectCounts() {
        String source = "class P { int x() { return 1; } int y() { return 1; } }"
                + " class Svc { P p; int price() { return p.x(); } }";
        assertThat(of(source.replace("p.x()", "p.y()")).hex())
                .isNotEqualTo(of(source).hex());
    }

    /** C08 */
    @Test
    void mutualRecursionEndsAndEitherPartnerCounts() {
        String source = "class Svc { int price(int n) { return n == 0 ? 0 : odd(n - 1); }"
                + " int odd(int n) { return n == 0 ? 1 : price(n - 1); } }";
        CodeFingerprint before = of(source);
        assertThat(of(source.replace("? 1", "? 2")).hex()).isNotEqualTo(before.hex());
        assertThat(of(source.replace("? 0", "? 3")).hex()).isNotEqualTo(before.hex());
        assertThat(before.manifest()).hasSize(2);
    }

    /** C20 */
    @Test
    void aClassThatIsMissingInABranchNotTakenIsNamedAndDoesNoHarm() {
        Compiled compiled =
                Compiled.of("package app; class Gone { int g() { return 1; } } class Svc { int price(boolean b)"
                        + " { return b ? new Gone().g() : 2; } }");
        compiled.classes().remove("app.Gone");
        CodeFingerprint fingerprint = compiled.fingerprint();
        assertThat(fingerprint.warnings()).anyMatch(warning -> warning.contains("app.Gone"));
        assertThat(fingerprint.manifest()).anyMatch(line -> line.startsWith("untracked class app.Gone -> "));
        assertThat(compiled.fingerprint().hex()).isEqualTo(fingerprint.hex());
    }

    /** C22 */
    @Test
    void anEditThatIsTakenBackBringsTheOldFingerprintBack() {
        String first = "class Svc { int price(int n) { return n * 2; } }";
        CodeFingerprint before = of(first);
        assertThat(of(first.replace("2", "3")).hex()).isNotEqualTo(before.hex());
        assertThat(of(first).hex()).isEqualTo(before.hex());
    }

    /** C11 */
    @Test
    void anInjectedBeanIsFollowedThroughItsInterface() {
        String source =
                "interface Rates { int rate(); } class Gold implements Rates { public int rate() { return 1; } }"
                        + " class Svc { final Rates rates; Svc(Rates rates) { this.rates = rates; }"
                        + " int price() { return rates.rate(); } }";
        CodeFingerprint before = of(source);
        assertThat(before.manifest()).contains("dispatch app.Rates.rate() on app.Gold -> app.Gold.rate()");
        assertThat(of(source.replace("return 1", "return 2")).hex()).isNotEqualTo(before.hex());
        assertThat(before.liveTypes()).contains("app.Gold", "app.Rates").doesNotContain("app.Svc");
    }

    /** C13 */
    @Test
    void handlersReachedThroughAMapCount() {
        String source = "import java.util.*; import java.util.function.*; class Svc {"
                + " private final Map<String, IntUnaryOperator> handlers = Map.of(\"a\", x -> x + 1, \"b\", x -> x * 2);"
                + " int price(String s) { return handlers.get(s).applyAsInt(3); } }";
        assertThat(of(source.replace("x * 2", "x * 3")).hex())
                .isNotEqualTo(of(source).hex());
    }

    /** C17 */
    @Test
    void libraryCodeIsNamedButNotFollowed() {
        CodeFingerprint fingerprint =
                of("class Svc { int price(java.util.List<String> l) { return String.join(\"\", l).length(); } }");
        assertThat(fingerprint.manifest()).singleElement().asString().startsWith("body app.Svc.price(java.util.List)");
        assertThat(fingerprint.warnings()).isEmpty();
    }

    /** C26 */
    @Test
    void unrelatedMembersAddedToTheClassDoNotCount() {
        CodeFingerprint before = of("class Svc { private int rate; int price(int n) { return n * rate; } }");
        CodeFingerprint after = of("@Deprecated class Svc { private final java.util.Map<String, Integer> seen ="
                + " new java.util.HashMap<>(); private int rate; @Deprecated private int other = 7;"
                + " int price(int n) { return n * rate; } void see(String s) { seen.put(s, other); } }");
        assertThat(after.manifest()).isEqualTo(before.manifest());
        assertThat(after.externalVariables()).isEqualTo(before.externalVariables());
    }

    /** C27 */
    @Test
    void theInitialiserOfAUsedClassCounts() {
        String source =
                "class K { static int n; static { n = Integer.getInteger(\"a\", 4); } static int n() { return n; } }"
                        + " class Svc { int price() { return K.n(); } }";
        CodeFingerprint before = of(source);
        assertThat(of(source.replace("4", "5")).hex()).isNotEqualTo(before.hex());
    }

    @Test
    void aPackagePrivateMethodIsNotOverriddenFromAnotherPackage() {
        Map<String, String> sources = Map.of(
                "app/Base", "package app; public class Base { int m() { return 1; } }",
                "app/other/Sub", "package app.other; public class Sub extends app.Base { int m() { return 2; } }",
                "app/Svc", "package app; class Svc { int price(Base b) { return b.m(); } }");
        CodeFingerprint fingerprint = Compiled.of(sources).fingerprint();
        assertThat(fingerprint.manifest())
                .anyMatch(line -> line.startsWith("body app.Base.m()"))
                .noneMatch(line -> line.contains("app.other.Sub.m()"));
    }

    @Test
    void aMethodWidenedInItsPackageIsOverriddenFromAnother() {
        Map<String, String> sources = Map.of(
                "app/Base", "package app; public class Base { int m() { return 1; } }",
                "app/Mid", "package app; public class Mid extends Base { public int m() { return 3; } }",
                "app/other/Sub", "package app.other; public class Sub extends app.Mid { public int m() { return 2; } }",
                "app/Svc", "package app; class Svc { int price(Base b) { return b.m(); } }");
        assertThat(Compiled.of(sources).fingerprint().manifest())
                .contains(
                        "dispatch app.Base.m() on app.Mid -> app.Mid.m()",
                        "dispatch app.Base.m() on app.other.Sub -> app.other.Sub.m()");
    }

    @Test
    void aMethodOfASuperclassIsFollowedIntoTheBeanThatInheritsIt() {
        Compiled compiled = Compiled.of("package app; abstract class B { int run(int n) { return step(n); }"
                + " abstract int step(int n); } class One extends B { int step(int n) { return 1; } }"
                + " class Two extends B { int step(int n) { return 2; } }");
        CodeFingerprinter fingerprinter = compiled.fingerprinter("app");
        CodeFingerprint one = fingerprinter.fingerprint(compiled.method("app.B", "run"), compiled.type("app.One"));
        CodeFingerprint two = fingerprinter.fingerprint(compiled.method("app.B", "run"), compiled.type("app.Two"));
        CodeFingerprint any = fingerprinter.fingerprint(compiled.method("app.B", "run"));
        assertThat(one.manifest()).noneMatch(line -> line.contains("app.Two"));
        assertThat(one.hex()).isNotEqualTo(two.hex());
        assertThat(any.manifest())
                .anyMatch(line -> line.startsWith("body app.One.step"))
                .anyMatch(line -> line.startsWith("body app.Two.step"));
    }

    @Test
    void anInterfaceMethodLeadsToTheBeansImplementationBehindItsBridge() {
        Compiled compiled = Compiled.of("package app; interface F<T> { int f(T t); }"
                + " class G implements F<String> { public int f(String s) { return s.length(); } }");
        CodeFingerprint fingerprint =
                compiled.fingerprinter("app").fingerprint(compiled.method("app.F", "f"), compiled.type("app.G"));
        assertThat(fingerprint.manifest())
                .anyMatch(line -> line.startsWith("body app.G.f(java.lang.String) "))
                .anyMatch(line -> line.startsWith("body app.G.f(java.lang.Object) (bridge) "));
    }

    @Test
    void thePackageOfTheBeanCountsWithoutBeingNamed() {
        Compiled compiled = Compiled.of("package app; class H { static int h() { return 1; } }"
                + " class Svc { int price() { return H.h(); } }");
        List<String> manifest = compiled.fingerprinter()
                .fingerprint(compiled.method("app.Svc", "price"))
                .manifest();
        assertThat(manifest).anyMatch(line -> line.startsWith("body app.H.h()"));
    }

    @Test
    void manifestLinesAreSortedAndReadable() {
        CodeFingerprint fingerprint = of(
                "class Tax { int vat(int n) { return n; } }"
                        + " class Svc { Tax tax; int price(int n) { return tax.vat(n) + new Object() { int x() { return n; } }.x(); } }");
        assertThat(fingerprint.manifest())
                .isSorted()
                .anyMatch(line -> line.matches("body app\\.Tax\\.vat\\(int\\) -> [0-9a-f]{64}"))
                .anyMatch(line -> line.matches("body app\\.Svc\\.price\\(int\\)/1\\.x\\(\\) -> [0-9a-f]{64}"));
        assertThat(fingerprint.hex()).hasSize(64);
    }
}
