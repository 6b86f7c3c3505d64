package io.memo.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.digest.Digest;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;

/** The code that objects bring along. */
class BehaviourTests {

    private static Digest of(String source, String type) {
        Compiled compiled = Compiled.of("package app; " + source);
        return compiled.fingerprinter("app").behaviourOf(compiled.type(type));
    }

    @Test
    void everyMethodOfTheClassCountsAndWhatItReaches() {
        String source = "class H { static int h() { return 1; } } class B { int b() { return 5; } }"
                + " class P extends B implements Comparable<P> { int a() { return H.h(); }"
                + " public int compareTo(P o) { return 3; } }";
        Digest before = of(source, "app.P");
        assertThat(of(source, "app.P")).isEqualTo(before);
        assertThat(of(source.replace("return 1", "return 2"), "app.P")).isNotEqualTo(before);
        assertThat(of(source.replace("return 5", "return 6"), "app.P")).isNotEqualTo(before);
        assertThat(of(source.replace("return 3", "return 4"), "app.P")).isNotEqualTo(before);
    }

    @Test
    void aHiddenLambdaClassCountsByTheClassThatHoldsTheLambda() throws Exception {
        String source = "public class Svc { public static Runnable price() { return () -> System.out.println(1); } }";
        assertThat(ofLambda(source)).isEqualTo(ofLambda(source)).isNotNull();
        assertThat(ofLambda(source.replace("println(1)", "println(2)"))).isNotEqualTo(ofLambda(source));
    }

    private static Digest ofLambda(String source) throws ReflectiveOperationException {
        Compiled compiled = Compiled.of(java.util.Map.of("app/Svc", "package app; " + source));
        Method method = compiled.method("app.Svc", "price");
        return compiled.fingerprinter("app").behaviourOf(method.invoke(null).getClass());
    }

    @Test
    void libraryTypesArraysAndPrimitivesBringNothing() {
        Compiled compiled = Compiled.of("package app; class P { }");
        CodeFingerprinter fingerprinter = compiled.fingerprinter("app");
        assertThat(fingerprinter.behaviourOf(String.class)).isNull();
        assertThat(fingerprinter.behaviourOf(int.class)).isNull();
        assertThat(fingerprinter.behaviourOf(compiled.type("app.P").arrayType()))
                .isNull();
        assertThat(fingerprinter.inScope(compiled.type("app.P").arrayType())).isTrue();
        assertThat(fingerprinter.inScope(String[].class)).isFalse();
    }
}
