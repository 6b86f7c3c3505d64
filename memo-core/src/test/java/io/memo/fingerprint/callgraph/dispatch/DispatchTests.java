package io.memo.fingerprint.callgraph.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.fingerprint.ApplicationScope;
import io.memo.fingerprint.Compiled;
import io.memo.fingerprint.callgraph.bodies.Initialisers;
import io.memo.fingerprint.callgraph.bodies.MethodBodies;
import io.memo.fingerprint.callgraph.classes.Application;
import io.memo.fingerprint.callgraph.classes.Resolver;
import io.memo.fingerprint.callgraph.identity.CanonicalNames;
import io.memo.fingerprint.classfile.code.MethodRef;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Issue 16.6: what a virtual call may run. */
class DispatchTests {

    private final Application application = new Application(Compiled.of("""
            package app;
            interface Rate { int of(); }
            class Gold implements Rate { public int of() { return 1; } }
            class Silver extends Gold implements Comparable<Silver> {
                @Override public int of() { return 2; }
                @Override public int compareTo(Silver other) { return 0; }
                int unasked() { return 3; }
            }
            abstract class Never implements Rate {}
            """), ApplicationScope.of(Set.of("app")));
    private final Resolver resolver = new Resolver(application);
    private final Dispatch dispatch = dispatch();

    @Test
    @DisplayName("Issue 16.6: a call may run what each class that can have objects makes of it")
    void eachConcreteClassIsAReceiver() {
        MethodRef of = new MethodRef("app/Rate", "of", "()I");
        assertThat(dispatch.of(of, resolver.resolve(of)))
                .extracting(choice ->
                        choice.receiver() + " runs " + choice.target().owner().name())
                .containsExactlyInAnyOrder(
                        "null runs app/Rate", "app/Gold runs app/Gold", "app/Silver runs app/Silver");
    }

    @Test
    @DisplayName("Issue 16.6: a library calls what overrides one of its methods, and nothing else")
    void callbacksAreWhatOverridesLibraryMethods() {
        assertThat(dispatch.callbacks(application.facts("app/Silver")).choices())
                .extracting(choice -> choice.target().method().name())
                .containsOnly("compareTo");
    }

    private Dispatch dispatch() {
        MethodBodies bodies = new MethodBodies(application, resolver);
        return new Dispatch(
                application, resolver, new CanonicalNames(application, bodies, new Initialisers(application, bodies)));
    }
}
