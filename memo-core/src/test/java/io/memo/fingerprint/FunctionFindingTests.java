package io.memo.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.memo.jvm.HiddenLambdas;
import java.lang.reflect.Method;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a lambda, a method reference or an object of a class does when it is called. */
@DisplayName("SPEC 11.2")
class FunctionFindingTests {

    private static List<Finding> in(String function) throws ReflectiveOperationException {
        return found(function, type -> true);
    }

    /** What is found, if the class that the function is of is looked at. */
    private static List<Finding> found(String function, Predicate<Class<?>> looked)
            throws ReflectiveOperationException {
        Compiled compiled = Compiled.of("""
                package app;
                import java.util.function.Supplier;
                final class Context {
                    static final ThreadLocal<String> TENANT = new ThreadLocal<>();
                    static final ThreadLocal<String> REGION = new ThreadLocal<>();
                    static String tenant() {
                        return TENANT.get();
                    }
                    static String region() {
                        return REGION.get();
                    }
                }
                final class Named implements Supplier<String> {
                    public String get() { return Context.tenant(); }
                }
                final class Svc {
                    static Supplier<String> made() { return %s; }
                    static Supplier<String> other() { return () -> Context.region(); }
                }
                """.formatted(function), "-g");
        Method made = compiled.method("app.Svc", "made");
        made.setAccessible(true);
        Class<?> type = made.invoke(null).getClass();
        assumeTrue(looked.test(type));
        return compiled.fingerprinter("app").findingsOf(type, Supplier.class.getMethod("get"), ContextBeans.UNKNOWN);
    }

    /** Returns whether the JVM lets lambdas of one class be told apart, as later ones than Java 17 do not. */
    private static boolean isToldApart(Class<?> type) {
        return !HiddenLambdas.isLambda(type) || HiddenLambdas.calledBy(type) != null;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Context::tenant", "() -> Context.tenant()", "() -> \"of \" + Context.tenant()", "new Named()"})
    @DisplayName("SPEC 11.2: what it calls is found where it is written, and nothing of other lambdas of the class")
    void onlyItsOwnIsFound(String function) throws ReflectiveOperationException {
        assertThat(found(function, FunctionFindingTests::isToldApart))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo(FindingKind.THREAD_LOCAL);
                    assertThat(finding.place()).startsWith("app.Context.tenant(");
                });
    }

    @Test
    @DisplayName("SPEC 11.2: where the JVM does not tell lambdas of one class apart nothing is found")
    void undecidedLambdaHasNone() throws ReflectiveOperationException {
        assertThat(found("() -> Context.tenant()", type -> !isToldApart(type))).isEmpty();
    }

    @Test
    @DisplayName("SPEC 11.2: a method of a library that is referred to is found where the reference is")
    void referenceToLibraryIsFoundWhereItIs() throws ReflectiveOperationException {
        assertThat(in("Context.TENANT::get")).singleElement().satisfies(finding -> {
            assertThat(finding.what()).isEqualTo("calls java.lang.ThreadLocal.get()");
            assertThat(finding.place()).startsWith("app.Svc.made(");
        });
    }

    @Test
    @DisplayName("SPEC 11.2: a function that reads nothing of the kind has no finding")
    void harmlessFunctionHasNone() throws ReflectiveOperationException {
        assertThat(in("() -> \"north\"")).isEmpty();
    }
}
