package io.memo.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What cannot be followed is said, and counts as changed where a guess would be unsound. */
class NotTrackedTests {

    private static CodeFingerprint of(String body) {
        return Compiled.of("package app; " + body).fingerprint();
    }

    @Test
    void aNativeMethodIsDifferentInEveryProcess() {
        CodeFingerprint fingerprint = of("class Svc { int price() { return n(); } native int n(); }");
        assertThat(fingerprint.warnings()).containsExactly("not tracked: native method app.Svc.n()");
        assertThat(fingerprint.manifest())
                .anyMatch(line -> line.matches("untracked native method app.Svc.n\\(\\) -> [0-9a-f-]{36}\\..*"));
    }

    @Test
    void aClassFileOfAnUnknownVersionIsNotGuessedAt() {
        Compiled compiled = Compiled.of("package app; class H { static int h() { return 1; } }"
                + " class Svc { int price() { return H.h(); } }");
        compiled.classes().get("app.H")[7] = 120;
        CodeFingerprint fingerprint = compiled.fingerprint();
        assertThat(fingerprint.warnings())
                .anyMatch(warning -> warning.startsWith("not tracked: class app.H (Unsupported class file"));
        assertThat(fingerprint.manifest()).anyMatch(line -> line.startsWith("untracked class app.H"));
    }

    @Test
    void aDamagedClassFileIsNotGuessedAt() {
        Compiled compiled = Compiled.of("package app; class H { static int h() { return 1; } }"
                + " class Svc { int price() { return H.h(); } }");
        byte[] whole = compiled.classes().get("app.H");
        compiled.classes().put("app.H", java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThat(compiled.fingerprint().manifest()).anyMatch(line -> line.startsWith("untracked class app.H"));
    }

    @Test
    void reflectionByConstantsIsFollowedAndSaid() {
        CodeFingerprint fingerprint = of("class P { static int t() { return 1; } } class Svc { Object price()"
                + " throws Exception { return P.class.getDeclaredMethod(\"t\").invoke(null); } }");
        assertThat(fingerprint.warnings())
                .singleElement()
                .asString()
                .startsWith("reflection: java.lang.Class.getDeclaredMethod(")
                .contains("app.Svc.price(), line 1");
        assertThat(fingerprint.manifest())
                .anyMatch(line -> line.startsWith("body app.P.t()"))
                .noneMatch(line -> line.startsWith("application"));
    }

    @Test
    void reflectionByComputedNamesMakesTheWholeApplicationCount() {
        String source = "class Far { int f() { return 1; } } class Svc { Object price(String s) throws Exception {"
                + " return Class.forName(s).getDeclaredConstructor().newInstance(); } }";
        CodeFingerprint before = of(source);
        assertThat(before.warnings()).anyMatch(warning -> warning.contains("every change of the application's code"));
        assertThat(of(source.replace("return 1", "return 2")).hex()).isNotEqualTo(before.hex());
        assertThat(of(source.replace("class Far", "/* */ class Far")).hex()).isEqualTo(before.hex());
        assertThat(before.liveTypes()).contains("app.Far");
    }

    @Test
    void aMethodObjectFromOutsideMakesTheWholeApplicationCount() {
        CodeFingerprint fingerprint = of("class Svc { Object price(java.lang.reflect.Method m) throws Exception {"
                + " return m.invoke(null); } }");
        assertThat(fingerprint.manifest()).anyMatch(line -> line.startsWith("application * -> "));
    }

    @Test
    void aFieldLookedUpInItsOwnInitialiserIsReadOnce() {
        CodeFingerprint fingerprint = of("class Svc { static final java.lang.invoke.VarHandle V; static { try { V ="
                + " java.lang.invoke.MethodHandles.lookup().findVarHandle(Svc.class, \"n\", int.class); }"
                + " catch (Exception e) { throw new Error(e); } } int n; Object price() { return V.get(this); } }");
        assertThat(fingerprint.externalVariables())
                .extracting(ExternalVariable::toString)
                .containsExactly("app.Svc.V", "app.Svc.n");
    }

    @Test
    void askingAClassForItsNameIsNoReflection() {
        CodeFingerprint fingerprint = of("class P { int unused() { return 1; } } class Svc { String price(Object o) {"
                + " return P.class.getSimpleName() + o.getClass().getName() + Svc.class.getName(); } }");
        assertThat(fingerprint.warnings()).isEmpty();
        assertThat(fingerprint.manifest()).singleElement();
    }

    @Test
    void offlineProbesAreNoticed() {
        CodeFingerprint fingerprint = of("class Svc { static boolean[] $jacocoInit() { return new boolean[1]; }"
                + " int price() { boolean[] p = $jacocoInit(); p[0] = true; return 1; } }");
        assertThat(fingerprint.warnings()).singleElement().asString().contains("offline JaCoCo");
    }

    @Test
    void aLibrarySupertypeThatIsMissingMakesEveryMethodACallback() {
        Compiled compiled = Compiled.of(java.util.Map.of(
                "lib/Base", "package lib; public abstract class Base { }",
                "app/Job", "package app; class Job extends lib.Base { public int any() { return 1; } }",
                "app/Svc", "package app; class Svc { Object price() { return new Job(); } }"));
        compiled.classes().remove("lib.Base");
        CodeFingerprint fingerprint = compiled.fingerprint();
        assertThat(fingerprint.manifest()).anyMatch(line -> line.startsWith("body app.Job.any()"));
        assertThat(fingerprint.warnings()).anyMatch(warning -> warning.contains("supertype lib.Base of app.Job"));
    }

    @Test
    void classesThatTheLoaderCannotListAreSaid() {
        Compiled compiled = Compiled.of("package app; class H { static int h() { return 1; } }"
                + " class Svc { int price() { return H.h(); } }");
        ClassFileSource blind = new ClassFileSource() {
            @Override
            public byte[] bytesOf(String binaryName) {
                return compiled.bytesOf(binaryName);
            }

            @Override
            public java.util.Set<String> classesIn(String packageName) {
                return java.util.Set.of();
            }
        };
        CodeFingerprint fingerprint = CodeFingerprinterFactory.installed()
                .create(blind, ApplicationScope.of(java.util.Set.of("app")))
                .fingerprint(compiled.method("app.Svc", "price"));
        assertThat(fingerprint.manifest())
                .anyMatch(line -> line.startsWith("body app.H.h()"))
                .anyMatch(line -> line.startsWith("untracked listing of app.H"));
        assertThat(fingerprint.warnings()).anyMatch(warning -> warning.contains("cannot be listed"));
    }

    @Test
    void aFailureOfMemoItselfIsAChangeAndNoException() {
        Compiled compiled = Compiled.of("package app; class Svc { int price() { return 1; } }");
        ClassFileSource broken = new ClassFileSource() {
            @Override
            public byte[] bytesOf(String binaryName) {
                throw new IllegalStateException("broken");
            }

            @Override
            public java.util.Set<String> classesIn(String packageName) {
                return java.util.Set.of("app.Svc");
            }
        };
        CodeFingerprinter fingerprinter =
                CodeFingerprinterFactory.installed().create(broken, ApplicationScope.of(java.util.Set.of("app")));
        CodeFingerprint fingerprint = fingerprinter.fingerprint(compiled.method("app.Svc", "price"));
        assertThat(fingerprint.warnings()).singleElement().asString().contains("broken");
        assertThat(fingerprint.wholeTypes()).containsExactly("app.Svc");
    }

    @Test
    void aTypeThatIsHandedOverDoesNotBringItsSiblingsAlong() {
        String types = "enum Status { NEW } enum Other { A } record Line(int n) implements Comparable<Line> {"
                + " public int compareTo(Line o) { return 0; } } class Page<T> { T first; }"
                + " record Order(Status status, java.util.List<Line> lines, Page<Line> page) { }"
                + " record Unrelated(int n) { int far() { return 1; } } class Far { int far() { return 1; } }"
                + " interface Orders { Order find(long id); void save(Order order); }"
                + " class Svc { Orders orders; Object price() { return orders.find(1); } }";
        CodeFingerprint before = of(types);
        assertThat(before.wholeTypes())
                .contains("app.Order", "app.Status", "app.Line")
                .doesNotContain("app.Unrelated", "app.Other");
        assertThat(of(types.replace("Line(int n)", "Line(int m)")).hex()).isNotEqualTo(before.hex());
    }
}
