package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memo.CachedObjectMutatedException;
import io.memo.Memoize;
import io.memo.MemoizedMethod;
import io.memo.Memoizer;
import io.memo.call.Freshness;
import io.memo.call.MethodSpec;
import io.memo.engine.MethodMemoizer;
import io.memo.engine.call.CallConditions;
import io.memo.spring.spec.MemoizeAnnotations;
import io.memo.spring.spec.SpecSource;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.aop.support.AopUtils;
import org.springframework.context.i18n.LocaleContextHolder;

/** 2: {@code @Memoize} on another annotation, every attribute of it overridden there by an alias. */
class ComposedAnnotationTests {

    /** An attribute of the composed annotation for each of {@code @Memoize}, called alike with "my" before it. */
    private static final String COMPOSED = """
            package shop;
            import io.memo.*;
            import java.lang.annotation.*;
            import org.springframework.core.annotation.AliasFor;
            @Retention(RetentionPolicy.RUNTIME)
            @Target(ElementType.METHOD)
            @Memoize(ttl = "-1s")
            public @interface Remembered {
            ATTRIBUTES
            }
            """.replace(
                    "ATTRIBUTES",
                    Stream.of(Memoize.class.getDeclaredMethods())
                            .map(ComposedAnnotationTests::alias)
                            .collect(Collectors.joining()));

    private static final String CLERK = """
            package shop;
            import io.memo.*;
            public interface Clerk {
                String named(int id);
                String expiring(int id);
                Object bounded(int id);
                Object light(int id);
                Object anything(int id);
                Object hashed(Thread thread);
                java.util.List<Integer> strict(int id);
                java.util.List<Integer> looked(int id);
                java.util.List<Integer> owned(int id);
                String versioned(int id);
                String conditional(int id);
                String vetoed(int id);
                String validated(int id);
                String random(int id);
                String kept(int id);
                String localized(int id);
                String fresh(int id);
                String released(int id);
                String profiled(int id);
            }
            """;

    private static final String ANNOTATED = """
            @Remembered(myName = "the-name", myTtl = "1h") String named(int id);
            @Remembered(myTtl = "1ms") String expiring(int id);
            @Remembered(myTtl = "1h", myMaxEntries = 1) Object bounded(int id);
            @Remembered(myTtl = "1h", myMaxBytes = "10KB") Object light(int id);
            @Remembered(myTtl = "1h", myAllowOutputMutation = true) Object anything(int id);
            @Remembered(myTtl = "1h", myHashers = Threads.class) Object hashed(Thread thread);
            @Remembered(myTtl = "1h", myOnMutation = MutationPolicy.FAIL) java.util.List<Integer> strict(int id);
            @Remembered(myTtl = "1h", myMutationCheck = CheckMode.ALWAYS) java.util.List<Integer> looked(int id);
            @Remembered(myTtl = "1h", myReturns = ReturnMode.COPY) java.util.List<Integer> owned(int id);
            @Remembered(myTtl = "1h", myVersion = "7") String versioned(int id);
            @Remembered(myTtl = "1h", myCondition = "#id > 0") String conditional(int id);
            @Remembered(myTtl = "1h", myUnless = "#result == 'r0'") String vetoed(int id);
            @Remembered(myTtl = "1h", myValidate = "#result != 'r0'") String validated(int id);
            @Remembered(myTtl = "1h", mySuppressWarnings = "random") String random(int id);
            @Remembered(myTtl = "1h", myPersist = true) String kept(int id);
            @Remembered(myTtl = "1h", myVaryBy = "locale") String localized(int id);
            @Remembered(myTtl = "1h", myRefresh = "30m", myEmptyTtl = "1m", myFailureTtl = "1s", myTtlJitter = "10%") String fresh(int id);
            @Remembered(myTtl = "1h", myStaleIfError = "2h", myOnRelease = "#result.length()") String released(int id);
            @Remembered(myTtl = "1h", myProfile = "the-profile") String profiled(int id);
            """;

    private static final String BODIES = """
            String named(int id) { return ran("named", id); }
            String expiring(int id) { return ran("expiring", id); }
            Object bounded(int id) { return ran("bounded", id); }
            Object light(int id) { return new byte[7_000]; }
            Object anything(int id) { ran("anything", id); return new Thread(); }
            Object hashed(Thread thread) { return ran("hashed", 0); }
            java.util.List<Integer> strict(int id) { return new java.util.ArrayList<>(java.util.List.of(id)); }
            java.util.List<Integer> looked(int id) { return new java.util.ArrayList<>(java.util.Collections.nCopies(1_000, id)); }
            java.util.List<Integer> owned(int id) { return new java.util.ArrayList<>(java.util.List.of(id)); }
            String versioned(int id) { return ran("versioned", id); }
            String conditional(int id) { return ran("conditional", id); }
            String vetoed(int id) { return ran("vetoed", id); }
            String validated(int id) { return ran("validated", id); }
            String random(int id) { return ran("random", id) + new java.util.Random().nextInt(); }
            String kept(int id) { return ran("kept", id); }
            String localized(int id) { return ran("localized", id); }
            String fresh(int id) { return ran("fresh", id); }
            String released(int id) { return ran("released", id); }
            String profiled(int id) { return ran("profiled", id); }
            """;

    private static final String IMPLEMENTATION = """
            package shop;
            import io.memo.*;
            @org.springframework.stereotype.Service
            public class FriendlyClerk implements Clerk {
            METHODS
                private static String ran(String what, int id) { io.memo.acceptance.Runs.ran(what); return "r" + id; }
            }
            """;

    private static final String HASHER = """
            package shop;
            public class Threads implements io.memo.Hasher<Thread> {
                public Object hash(Thread thread) { return thread.getName(); }
            }
            """;

    private enum Where {
        CLASS_METHOD(true, false),
        INTERFACE_WITH_CLASS_PROXY(true, true),
        INTERFACE_WITH_JDK_PROXY(false, true);

        private final boolean classProxy;
        private final boolean onInterface;

        Where(boolean classProxy, boolean onInterface) {
            this.classProxy = classProxy;
            this.onInterface = onInterface;
        }
    }

    @TempDir
    private Path folder;

    @BeforeEach
    void resetRuns() {
        Runs.reset();
    }

    @AfterEach
    void resetLocale() {
        LocaleContextHolder.resetLocaleContext();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("2: a composed annotation overrides each attribute, on a class, an interface, behind either proxy")
    void overridesEachAttribute(Where where) {
        try (OutsideApplication shop = start(where)) {
            Object clerk = shop.context().getBean("friendlyClerk");
            assertThat(AopUtils.isJdkDynamicProxy(clerk)).isEqualTo(!where.classProxy);

            call(clerk, "named", 1, 1);
            assertThat(Runs.of("named")).isOne();
            assertThat(shop.memoized("the-name").figures().hits()).isOne();

            await().until(() -> {
                call(clerk, "expiring", 1);
                return Runs.of("expiring") > 1;
            });
            call(clerk, "bounded", 1, 2, 3);
            await().until(() -> shop.memoized("FriendlyClerk.bounded").figures().entries() <= 1);
            call(clerk, "light", 1, 2, 3);
            assertThat(shop.memoized("FriendlyClerk.light").figures().entries()).isOne();
            call(clerk, "anything", 1, 1);
            assertThat(Runs.of("anything")).isOne();
            OutsideApplication.invoke(clerk, "hashed", new Thread("alike"));
            OutsideApplication.invoke(clerk, "hashed", new Thread("alike"));
            assertThat(Runs.of("hashed")).isOne();
            List<Integer> strict = OutsideApplication.invoke(clerk, "strict", 1);
            strict.add(2);
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> call(clerk, "strict", 1)))
                    .isInstanceOf(CachedObjectMutatedException.class);
            call(clerk, "looked", 1, 1, 1);
            List<Integer> looked = OutsideApplication.invoke(clerk, "looked", 1);
            looked.set(500, 2);
            call(clerk, "looked", 1);
            assertThat(shop.memoized("FriendlyClerk.looked").figures().mutations())
                    .isOne();
            List<Integer> owned = OutsideApplication.invoke(clerk, "owned", 1);
            owned.add(2);
            assertThat(OutsideApplication.<List<Integer>>invoke(clerk, "owned", 1))
                    .containsExactly(1);
            assertThat(spec(shop, "versioned").version()).isEqualTo("7");
            call(clerk, "conditional", 0, 0, 1, 1);
            assertThat(Runs.of("conditional")).isEqualTo(3);
            call(clerk, "vetoed", 0, 0, 1, 1);
            assertThat(Runs.of("vetoed")).isEqualTo(3);
            call(clerk, "validated", 0, 0, 1, 1);
            assertThat(Runs.of("validated")).isEqualTo(3);
            assertThat(shop.memoized("FriendlyClerk.random").warnings()).noneMatch(line -> line.contains("[random]"));
            assertThat(shop.memoized("FriendlyClerk.kept").tiers()).hasSize(1);
            assertThat(shop.memoized("FriendlyClerk.random").tiers()).isEmpty();
            call(clerk, "localized", 1, 1);
            LocaleContextHolder.setLocale(Locale.KOREAN);
            call(clerk, "localized", 1, 1);
            assertThat(Runs.of("localized")).isEqualTo(2);
            assertThat(spec(shop, "fresh").freshness())
                    .isEqualTo(new Freshness(
                            false,
                            new Freshness.Refresh.After(Duration.ofMinutes(30)),
                            null,
                            Duration.ofMinutes(1),
                            Duration.ofSeconds(1),
                            0.1));
            assertThat(spec(shop, "released").freshness().staleIfError()).isEqualTo(Duration.ofHours(2));
            assertThat(conditions(shop, "released").releases()).isTrue();
            assertThat(spec(shop, "profiled").version()).isEqualTo("of the profile");
            assertThat(shop.bean(Memoizer.class).methods())
                    .extracting(MemoizedMethod::name)
                    .hasSize(19);
        }
    }

    @Test
    @DisplayName("2: no attribute is forgotten above")
    void allAttributes() {
        Set<String> attributes = Stream.of(Memoize.class.getDeclaredMethods())
                .map(Method::getName)
                .collect(Collectors.toSet());
        assertThat(attributes.stream().filter(attribute -> !ANNOTATED.contains(alias(attribute) + " =")))
                .isEmpty();
    }

    private OutsideApplication start(Where where) {
        String plain = BODIES.lines().map(line -> "public " + line).collect(Collectors.joining("\n"));
        String annotated = Stream.of(ANNOTATED.split("\n"))
                .map(line -> line.substring(0, line.indexOf(") ") + 1))
                .collect(Collectors.joining("\n"));
        List<String> annotations = annotated.lines().toList();
        List<String> bodies = plain.lines().toList();
        StringBuilder both = new StringBuilder();
        for (int i = 0; i < bodies.size(); i++) {
            both.append(annotations.get(i)).append(' ').append(bodies.get(i)).append('\n');
        }
        String clerk = "package shop; import io.memo.*; public interface Clerk {\n" + ANNOTATED + "}";
        return OutsideApplication.in(folder)
                .property("spring.aop.proxy-target-class", where.classProxy)
                .property("memo.profiles.the-profile.version", "of the profile")
                .property("memo.persist.directory", folder.resolve("kept").toString())
                .start(
                        COMPOSED,
                        HASHER,
                        where.onInterface ? clerk : CLERK,
                        IMPLEMENTATION.replace("METHODS", where.onInterface ? plain : both));
    }

    private static MethodSpec spec(OutsideApplication shop, String method) {
        return ((MethodMemoizer) shop.memoized("FriendlyClerk." + method)).spec();
    }

    private static CallConditions conditions(OutsideApplication shop, String method) {
        MethodSpec spec = spec(shop, method);
        Memoize memoize = Objects.requireNonNull(MemoizeAnnotations.find(spec.method(), spec.targetClass()));
        return Objects.requireNonNull(shop.bean(SpecSource.class).conditions(memoize, spec));
    }

    private static String alias(Method attribute) {
        String value = switch (attribute.getName()) {
            case "maxEntries" -> "Memoize.UNSET";
            default ->
                attribute.getReturnType().isArray()
                        ? "{}"
                        : attribute.getReturnType() == boolean.class ? "false" : "\"\"";
        };
        return "@AliasFor(annotation = Memoize.class, attribute = \"%s\") %s %s() default %s;%n"
                .formatted(
                        attribute.getName(),
                        attribute
                                .getGenericReturnType()
                                .getTypeName()
                                .replace(
                                        "java.lang.Class<? extends io.memo.Hasher<?>>[]",
                                        "Class<? extends Hasher<?>>[]"),
                        alias(attribute.getName()),
                        value);
    }

    private static String alias(String attribute) {
        return "my" + attribute.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + attribute.substring(1);
    }

    private static void call(Object clerk, String method, int... ids) {
        for (int id : ids) {
            OutsideApplication.invoke(clerk, method, id);
        }
    }
}
