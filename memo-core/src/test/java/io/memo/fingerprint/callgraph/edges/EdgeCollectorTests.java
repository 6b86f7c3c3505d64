package io.memo.fingerprint.callgraph.edges;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.fingerprint.ApplicationScope;
import io.memo.fingerprint.Compiled;
import io.memo.fingerprint.callgraph.bodies.Code;
import io.memo.fingerprint.callgraph.bodies.Initialisers;
import io.memo.fingerprint.callgraph.bodies.MethodBodies;
import io.memo.fingerprint.callgraph.classes.Application;
import io.memo.fingerprint.callgraph.classes.Resolver;
import io.memo.fingerprint.callgraph.identity.CanonicalNames;
import io.memo.fingerprint.classfile.code.CallKind;
import io.memo.fingerprint.classfile.code.FieldRef;
import io.memo.fingerprint.classfile.code.MethodRef;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Issue 16.6: what a piece of code leads to. */
class EdgeCollectorTests {

    @Test
    @DisplayName("Issue 16.6: a call on this is told from one on another object")
    void callOnThisIsToldFromOthers() {
        assertThat(edges("void m(A other) { a(); other.a(); } void a() {}"))
                .contains(
                        new Edge.Calls(CallKind.VIRTUAL, new MethodRef("app/A", "a", "()V"), true),
                        new Edge.Calls(CallKind.VIRTUAL, new MethodRef("app/A", "a", "()V"), false));
    }

    @Test
    @DisplayName("Issue 16.6: fields that are read, of this and static")
    void readsOfFieldsAreEdges() {
        assertThat(edges("int own; static int shared; int m() { return own + shared; }"))
                .contains(
                        new Edge.Accesses(new FieldRef("app/A", "own", "I"), false, true, true),
                        new Edge.Accesses(new FieldRef("app/A", "shared", "I"), true, true, false));
    }

    @Test
    @DisplayName("Issue 16.6: objects that are made, types that are tested for, exceptions that are caught")
    void typesAreEdges() {
        assertThat(edges("boolean m(Object o) { try { new B(); } catch (IllegalStateException e) { return false; }"
                        + " return o instanceof B; } static class B {}"))
                .contains(
                        new Edge.Creates("app/A$B"),
                        new Edge.Tests("app/A$B"),
                        new Edge.Tests("java/lang/IllegalStateException"),
                        new Edge.Catches());
    }

    @Test
    @DisplayName("Issue 16.6: the body of a lambda is part of the code that makes it")
    void lambdaBodyIsFollowedInPlace() {
        assertThat(edges("Maker m() { return () -> new B(); } static class B {} interface Maker { B make(); }"))
                .contains(new Edge.Creates("app/A$B"), new Edge.Lambda("app/A$Maker"));
    }

    @Test
    @DisplayName("Issue 16.6: a look-up by constants is resolved, one by a computed name is not")
    void lookUpsAreEdges() {
        assertThat(lookUps("Object m() throws Exception { return B.class.getMethod(\"a\"); } static class B {}"))
                .containsOnly(true);
        assertThat(lookUps("Object m(String name) throws Exception { return Class.forName(name); }"))
                .doesNotContain(true);
    }

    private static List<Boolean> lookUps(String members) {
        return edges(members).stream()
                .filter(Edge.LooksUp.class::isInstance)
                .map(edge -> ((Edge.LooksUp) edge).resolved())
                .toList();
    }

    private static List<Edge> edges(String members) {
        Compiled compiled = Compiled.of("package app; class A { " + members + " }");
        Application application = new Application(compiled, ApplicationScope.of(Set.of("app")));
        Resolver resolver = new Resolver(application);
        MethodBodies bodies = new MethodBodies(application, resolver);
        CanonicalNames names = new CanonicalNames(application, bodies, new Initialisers(application, bodies));
        String descriptor = application.facts("app/A").methods().stream()
                .filter(method -> method.name().equals("m"))
                .findFirst()
                .orElseThrow()
                .descriptor();
        Code code = bodies.of(new MethodRef("app/A", "m", descriptor));
        return new EdgeCollector(
                        application, resolver, bodies, names, new ClassParameterUses(application, bodies, resolver))
                .of(code.whole());
    }
}
