package io.memo.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** State that code reaches without naming its fields, or without an object that leads to them. */
class ReflectedStateTests {

    private static CodeFingerprint of(String body) {
        return Compiled.of("package app; " + body).fingerprint();
    }

    private static List<String> externals(CodeFingerprint fingerprint) {
        return fingerprint.externalVariables().stream()
                .map(ExternalVariable::toString)
                .toList();
    }

    @Test
    void theConstantsOfAnEnumLeadToItsState() {
        assertThat(
                        externals(
                                of(
                                        "enum E { A { int m() { return n; } int n; }, B; int rate; int m() { return 0; } }"
                                                + " class Svc { int price() { int s = 0; for (E e : E.values()) s += e.rate + e.m(); return s; } }")))
                .containsExactly("app.E.A", "app.E.B", "app.E.rate", "app.E$1.n");
    }

    @Test
    void stateOfAnEnumThatItsCodeFixesNeedsNoConstants() {
        assertThat(externals(of("enum E { A(1), B(2); final int rate; E(int rate) { this.rate = rate; } }"
                        + " class Svc { int price() { return E.A.rate; } }")))
                .containsExactly("app.E.rate");
        assertThat(externals(
                        of("enum E { A(Integer.getInteger(\"a\")); final int rate; E(int rate) { this.rate = rate; } }"
                                + " class Svc { int price() { return E.A.rate; } }")))
                .containsExactly("app.E.A", "app.E.rate");
    }

    @Test
    void allStateCountsWhereAFieldIsLookedUpByWhatIsComputed() {
        CodeFingerprint fingerprint = of(
                "class K { static int rate; static final int[] ALL = {1}; static final int N = 1; }"
                        + " class F { static int get(Object o, String n) throws Exception {"
                        + " return o.getClass().getDeclaredField(n).getInt(o); } }"
                        + " class P { int v; } class Svc { P p; int price() throws Exception { return F.get(p, \"v\"); } }");
        assertThat(fingerprint.wholeTypes()).containsExactlyInAnyOrder("app.F", "app.K", "app.P", "app.Svc");
        assertThat(externals(fingerprint)).containsExactly("app.K.ALL", "app.K.rate", "app.Svc.p");
    }

    @Test
    void allStateCountsWhereAGivenFieldIsRead() {
        assertThat(
                        of("class Svc { int rate; int price(java.lang.reflect.Field f) throws Exception { return f.getInt(this); } }")
                                .wholeTypes())
                .containsExactly("app.Svc");
    }

    @Test
    void updatersAndInheritedFieldsAreFollowedByConstants() {
        assertThat(
                        externals(
                                of(
                                        "class Svc { volatile int rate; int price() { return"
                                                + " java.util.concurrent.atomic.AtomicIntegerFieldUpdater.newUpdater(Svc.class, \"rate\").get(this); } }")))
                .containsExactly("app.Svc.rate");
        assertThat(externals(of("class B { public int rate; } class Svc extends B { int price() throws Exception {"
                        + " return Svc.class.getField(\"rate\").getInt(this); } }")))
                .containsExactly("app.B.rate");
    }

    @Test
    void whatIsHandedOverInAHelperBySubclassOrByReferenceCounts() {
        String types =
                "class P implements java.io.Serializable { int v; } interface S { void a(Object o) throws Exception; }"
                        + " class Out extends java.io.ObjectOutputStream { Out() throws java.io.IOException { } }"
                        + " class H { static void a(java.io.ObjectOutputStream out, Object o) throws Exception { out.writeObject(o); } }"
                        + " class Svc { P p; Out out; java.io.ObjectOutputStream plain; void price() throws Exception { ";
        for (String body : List.of(
                "H.a(plain, p);",
                "out.writeObject(p);",
                "S s = plain::writeObject; s.a(p);",
                "S s = out::writeObject; s.a(p);")) {
            assertThat(of(types + body + " } }").wholeTypes()).as(body).contains("app.P");
        }
    }

    @Test
    void aMapperGetsWhateverAHelperIsGiven() {
        String mapper = "package com.fasterxml.jackson.databind; public class ObjectMapper {"
                + " public String write(Object o) { return \"\"; } }";
        String svc = "package app; class J<T> { String json(T o) {"
                + " return new com.fasterxml.jackson.databind.ObjectMapper().write(o); } }"
                + " class D { public int getV() { return %s; } }"
                + " class Svc { String price() { return new J<D>().json(new D()); } }";
        CodeFingerprint before = Compiled.of(Map.of("ObjectMapper", mapper, "Svc", svc.formatted(1)))
                .fingerprint();
        CodeFingerprint after = Compiled.of(Map.of("ObjectMapper", mapper, "Svc", svc.formatted(2)))
                .fingerprint();
        assertThat(before.hex()).isNotEqualTo(after.hex());
    }
}
