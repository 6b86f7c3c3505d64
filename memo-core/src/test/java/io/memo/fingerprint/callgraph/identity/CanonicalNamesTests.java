package io.memo.fingerprint.callgraph.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.fingerprint.ApplicationScope;
import io.memo.fingerprint.Compiled;
import io.memo.fingerprint.callgraph.bodies.Initialisers;
import io.memo.fingerprint.callgraph.bodies.MethodBodies;
import io.memo.fingerprint.callgraph.classes.Application;
import io.memo.fingerprint.callgraph.classes.Resolver;
import io.memo.fingerprint.classfile.code.MethodRef;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Issue 16.6: names that no compiler moves. */
class CanonicalNamesTests {

    @Test
    @DisplayName("Issue 16.6: an anonymous class is named by the method that mentions it, whatever its number")
    void anonymousClassIsNamedByItsPlace() {
        CanonicalNames names = names("""
                package app;
                class Svc {
                    Object field = new Object() {};
                    Object other() { return new Object() {}; }
                    Object price(int id) { return new Object() {}; }
                }
                """);
        assertThat(names.nameOf("app/Svc$1")).isEqualTo("app.Svc.field/1");
        assertThat(names.nameOf("app/Svc$2")).isEqualTo("app.Svc.other()/1");
        assertThat(names.nameOf("app/Svc$3")).isEqualTo("app.Svc.price(int)/1");
    }

    @Test
    @DisplayName("Issue 16.6: a local class keeps its name, a member is named by its owner")
    void localClassKeepsItsName() {
        CanonicalNames names = names("""
                package app;
                class Svc {
                    Object price() { class Line {} return new Line(); }
                    static class Member {}
                }
                """);
        assertThat(names.nameOf("app/Svc$1Line")).isEqualTo("app.Svc.price()/Line");
        assertThat(names.nameOf("app/Svc$Member")).isEqualTo("app.Svc$Member");
    }

    @Test
    @DisplayName("Issue 16.6: a method is named with the types of its parameters")
    void methodIsNamedWithItsParameters() {
        CanonicalNames names = names("package app; class Svc {}");
        assertThat(names.nameOf(new MethodRef("app/Svc", "price", "(IJ[Ljava/lang/String;)V")))
                .isEqualTo("app.Svc.price(int, long, java.lang.String[])");
        assertThat(names.nameOf(new MethodRef("app/Svc", "<init>", "()V"))).isEqualTo("app.Svc.new()");
    }

    private static CanonicalNames names(String source) {
        Application application = new Application(Compiled.of(source), ApplicationScope.of(Set.of("app")));
        MethodBodies bodies = new MethodBodies(application, new Resolver(application));
        return new CanonicalNames(application, bodies, new Initialisers(application, bodies));
    }
}
