package io.memo.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** 8.2: what leads to what in the code behind a fingerprint. */
class DependenciesTests {

    private static CodeFingerprint of(String source) {
        return Compiled.of("package app; " + source).fingerprint();
    }

    @Test
    void everyCallerLeadsToWhatItCallsHoweverOftenThatWasMet() {
        CodeFingerprint code =
                of("class Svc { int price() { return a() + b(); } int a() { return c(); } int b() { return"
                        + " c(); } int c() { return c() + H.h(); } } class H { static int h() { return 1; } }");
        assertThat(code.dependencies())
                .containsEntry("app.Svc.price()", List.of("app.Svc.a()", "app.Svc.b()"))
                .containsEntry("app.Svc.a()", List.of("app.Svc.c()"))
                .containsEntry("app.Svc.b()", List.of("app.Svc.c()"))
                .containsEntry("app.Svc.c()", List.of("app.H.h()"))
                .hasSize(4);
    }

    @Test
    void everyReaderLeadsToTheVariable() {
        CodeFingerprint code =
                of("class Svc { int rate; static Object base = new H(); int price() { return rate + other(); }"
                        + " int other() { return rate + base.hashCode(); } } class H { }");
        assertThat(code.dependencies().get("app.Svc.price()")).contains("app.Svc.other()", "app.Svc.rate");
        assertThat(code.dependencies().get("app.Svc.other()")).contains("app.Svc.base", "app.Svc.rate");
        assertThat(code.dependencies().get("app.Svc.base")).contains("app.H.new()");
    }

    @Test
    @DisplayName("a virtual call leads to every override from each place that it is made in")
    void virtualCallsLeadToEveryOverride() {
        CodeFingerprint code = of("interface T { int t(); } class A implements T { public int t() { return 1; } }"
                + " class B implements T { public int t() { return 2; } }"
                + " class Svc { int price(T t) { return t.t() + more(t); } int more(T t) { return t.t(); } }");
        assertThat(code.dependencies().get("app.Svc.price(app.T)")).contains("app.A.t()", "app.B.t()");
        assertThat(code.dependencies().get("app.Svc.more(app.T)")).contains("app.A.t()", "app.B.t()");
    }

    @Test
    void whatIsNotTrackedIsLedToFromItsPlace() {
        CodeFingerprint code = of("class Svc { int price() { return a(); } int a() { return n(); } native int n(); }");
        assertThat(code.dependencies()).containsEntry("app.Svc.n()", List.of("not tracked: native method app.Svc.n()"));
    }

    @Test
    void staticInitialisersLeadOn() {
        CodeFingerprint code = of("class H { static { System.out.println(G.g()); } static int h() { return 1; } }"
                + " class G { static int g() { return 2; } } class Svc { int price() { return H.h() + x(); }"
                + " int x() { return H.h(); } }");
        assertThat(code.dependencies())
                .containsEntry("initialiser app.H", List.of("app.G.g()"))
                .containsEntry("app.Svc.x()", List.of("app.H.h()", "initialiser app.H"));
    }
}
