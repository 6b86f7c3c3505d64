package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** C16: aspects of the application around a memoized method, by where they stand. */
@DisplayName("C16")
@ExtendWith(OutputCaptureExtension.class)
class AspectsTests {

    private static final String QUOTES = """
            package shop;
            @org.springframework.stereotype.Service
            public class Quotes {
                @io.memo.Memoize
                public String price(long product) { return "p" + product; }
            }
            """;

    private static final String ROUNDING = """
            package shop;
            import org.aspectj.lang.ProceedingJoinPoint;
            import org.aspectj.lang.annotation.*;
            @Aspect
            @org.springframework.stereotype.Component
            @org.springframework.core.annotation.Order(ORDER)
            public class Rounding {
                @Around("execution(* shop.Quotes.*(..))")
                public Object round(ProceedingJoinPoint call) throws Throwable {
                    return call.proceed() + Mark.of(1);
                }
                @Before("execution(* shop.Other.*(..))")
                public void elsewhere() { }
            }
            """;

    private static final String MARK = """
            package shop;
            class Mark { static String of(int n) { return "!".repeat(n); } }
            """.replace("class", "public class");

    private static final String INTERCEPTOR = """
            package shop;
            import org.springframework.context.annotation.*;
            @Configuration(proxyBeanMethods = false)
            public class Marking {
                @Bean static org.springframework.aop.Advisor marker() {
                    var advisor = new org.springframework.aop.support.RegexpMethodPointcutAdvisor("shop.Quotes.price", new Marker());
                    advisor.setOrder(ORDER);
                    return advisor;
                }
                static class Marker implements org.aopalliance.intercept.MethodInterceptor {
                    public Object invoke(org.aopalliance.intercept.MethodInvocation call) throws Throwable {
                        return call.proceed() + Mark.of(1);
                    }
                }
            }
            """;

    @TempDir
    private Path folder;

    private int versions;

    /** Starts the application and returns the fingerprint of the method. */
    private String fingerprint(String aspect, String mark) {
        try (OutsideApplication shop =
                OutsideApplication.in(folder.resolve("v" + versions++)).start(QUOTES, aspect, mark)) {
            assertThat(shop.<String>call("shop.Quotes", "price", 1L)).startsWith("p1!");
            return shop.memoized("Quotes.price").fingerprint();
        }
    }

    private static String at(String source, String order) {
        return source.replace("ORDER", order);
    }

    @Test
    @DisplayName("inside the cache: a change of the aspect, or of what it calls, is a miss")
    void insideCounts() {
        String inside = at(ROUNDING, "Integer.MAX_VALUE");
        String before = fingerprint(inside, MARK);
        assertThat(fingerprint(inside, MARK)).isEqualTo(before);
        assertThat(fingerprint(inside, MARK.replace("\"!\"", "\"!?\""))).isNotEqualTo(before);
        assertThat(fingerprint(inside.replace("Mark.of(1)", "Mark.of(2)"), MARK))
                .isNotEqualTo(before);
    }

    @Test
    @DisplayName("an aspect without an order stands inside; advice about other methods does not count")
    void unorderedStandsInside() {
        String unordered = ROUNDING.replace("@org.springframework.core.annotation.Order(ORDER)", "");
        String before = fingerprint(unordered, MARK);
        assertThat(fingerprint(unordered.replace("Mark.of(1)", "Mark.of(2)"), MARK))
                .isNotEqualTo(before);
        assertThat(fingerprint(unordered.replace("elsewhere() { }", "elsewhere() { Mark.of(3); }"), MARK))
                .isEqualTo(before);
    }

    @Test
    @DisplayName("outside the cache: it runs on hits too, so a change is none of the key")
    void outsideDoesNotCount() {
        String outside = at(ROUNDING, "0");
        String before = fingerprint(outside, MARK);
        assertThat(fingerprint(outside.replace("Mark.of(1)", "Mark.of(2)"), MARK))
                .isEqualTo(before);
        assertThat(fingerprint(outside, MARK.replace("\"!\"", "\"!?\""))).isEqualTo(before);
    }

    @Test
    @DisplayName("an interceptor of the application counts like an aspect")
    void interceptorsCount() {
        String inside = at(INTERCEPTOR, "Integer.MAX_VALUE");
        assertThat(fingerprint(inside.replace("Mark.of(1)", "Mark.of(2)"), MARK))
                .isNotEqualTo(fingerprint(inside, MARK));
        String outside = at(INTERCEPTOR, "0");
        assertThat(fingerprint(outside.replace("Mark.of(1)", "Mark.of(2)"), MARK))
                .isEqualTo(fingerprint(outside, MARK));
    }

    @Test
    @DisplayName("6.4: what an aspect inside holds in its fields is said not to be tracked")
    void fieldsOfAspectsAreSaid(CapturedOutput output) {
        String stateful = at(ROUNDING, "Integer.MAX_VALUE")
                .replace("Mark.of(1)", "Mark.of(n)")
                .replace("public class Rounding {", "public class Rounding { private int n = 1;");
        fingerprint(stateful, MARK);
        assertThat(output)
                .contains(
                        "[not-tracked] Quotes.price does what its fingerprint cannot follow: the fields of shop.Rounding, which runs around the"
                                + " method inside its cache");
    }

    @ParameterizedTest
    @DisplayName("SPEC 4.5: a logger in an aspect counts as nothing, nor does what is marked to be ignored")
    @ValueSource(
            strings = {
                "private final org.slf4j.Logger log = org.slf4j.LoggerFactory.getLogger(\"a\");",
                "private final java.util.logging.Logger log = java.util.logging.Logger.getLogger(\"a\");",
                "private final System.Logger log = System.getLogger(\"a\");",
                "protected final org.apache.commons.logging.Log log = org.apache.commons.logging.LogFactory.getLog(\"a\");",
                "private final ch.qos.logback.classic.Logger log = (ch.qos.logback.classic.Logger)"
                        + " org.slf4j.LoggerFactory.getLogger(\"a\");",
                "@io.memo.MemoIgnore private int calls = 1; private static int all = 2; private final int fixed = 3;"
            })
    void loggersOfAspectsAreNot(String field, CapturedOutput output) {
        fingerprint(
                at(ROUNDING, "Integer.MAX_VALUE")
                        .replace("public class Rounding {", "public class Rounding { " + field),
                MARK);
        assertThat(output).doesNotContain("the fields of shop.Rounding");
    }

    @Test
    @DisplayName("6.4: the fields that an aspect inherits count with its own")
    void inheritedFieldsOfAspectsAreSaid(CapturedOutput output) {
        fingerprint(
                at(ROUNDING, "Integer.MAX_VALUE")
                                .replace("public class Rounding {", "public class Rounding extends Holder {")
                        + " class Holder { protected int n = 1; }",
                MARK);
        assertThat(output).contains("the fields of shop.Rounding");
    }
}
