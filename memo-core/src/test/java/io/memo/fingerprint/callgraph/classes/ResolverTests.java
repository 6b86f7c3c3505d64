package io.memo.fingerprint.callgraph.classes;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.fingerprint.ApplicationScope;
import io.memo.fingerprint.Compiled;
import io.memo.fingerprint.classfile.code.FieldRef;
import io.memo.fingerprint.classfile.code.MethodRef;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Issue 16.6: which declaration a name means, by the rules of the virtual machine. */
class ResolverTests {

    private static final Compiled APPLICATION = Compiled.of(Map.of(
            "Base",
            "package app; public class Base { int FIELD; void hidden() {} public void open() {} private void own() {} }",
            "Sub",
            "package app.sub; public class Sub extends app.Base { public void hidden() {} @Override public void open() {} }",
            "Shapes",
            "package app; interface Shape { default int area() { return 1; } int SIDES = 0; }"
                    + " interface Square extends Shape { default int area() { return 2; } }"
                    + " interface Other { default int area() { return 3; } }"
                    + " class Tile implements Shape, Square {}"
                    + " abstract class Torn implements Other, Shape { public abstract int area(); }"));

    private final Application application = new Application(APPLICATION, ApplicationScope.of(Set.of("app")));
    private final Resolver resolver = new Resolver(application);

    @Test
    @DisplayName("Issue 16.6: an inherited method is found where it is declared")
    void inheritedMethodIsFoundAbove() {
        assertThat(nameOf(resolver.resolve(new MethodRef("app/sub/Sub", "hashCode", "()I"))))
                .isEqualTo("java/lang/Object.hashCode");
        assertThat(resolver.resolve(new MethodRef("app/sub/Sub", "missing", "()V")))
                .isNull();
    }

    @Test
    @DisplayName("Issue 16.6: a constructor is not inherited")
    void constructorIsNotInherited() {
        assertThat(resolver.resolve(new MethodRef("app/sub/Sub", "<init>", "(I)V")))
                .isNull();
    }

    @Test
    @DisplayName("Issue 16.6: a public method is overridden, a package-private one of another package is not")
    void packagePrivateMethodIsNotOverriddenElsewhere() {
        assertThat(selected("open")).isEqualTo("app/sub/Sub.open");
        assertThat(selected("hidden")).isEqualTo("app/Base.hidden");
        assertThat(selected("own")).isEqualTo("app/Base.own");
    }

    @Test
    @DisplayName("Issue 16.6: of default methods the most specific one runs")
    void mostSpecificDefaultRuns() {
        MethodRef area = new MethodRef("app/Shape", "area", "()I");
        assertThat(nameOf(resolver.select("app/Tile", area, resolver.resolve(area))))
                .isEqualTo("app/Square.area");
    }

    @Test
    @DisplayName("Issue 16.6: a field is looked for in interfaces and superclasses")
    void fieldIsFoundAbove() {
        assertThat(resolver.resolve(new FieldRef("app/Tile", "SIDES", "I")))
                .extracting(found -> found.owner().name())
                .isEqualTo("app/Shape");
        assertThat(resolver.resolve(new FieldRef("app/sub/Sub", "FIELD", "I")))
                .extracting(found -> found.owner().name())
                .isEqualTo("app/Base");
    }

    private String selected(String name) {
        MethodRef ref = new MethodRef("app/Base", name, "()V");
        return nameOf(resolver.select("app/sub/Sub", ref, resolver.resolve(ref)));
    }

    private static String nameOf(@Nullable DeclaredMethod method) {
        return method == null
                ? ""
                : method.owner().name() + "." + method.method().name();
    }
}
