package io.memo.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What annotations and the lack of a body tell, with annotations that only bear the names of the real ones. */
class DeclaredFindingTests {

    private static final String NAMES = """
            package %s; import java.lang.annotation.*;
            @Retention(RetentionPolicy.RUNTIME) public @interface %s { String value() default ""; }
            """;

    private static List<Finding> in(String classes, ContextBeans beans) {
        Map<String, String> sources = Map.of(
                "Source",
                        "package app; import java.util.*; import org.springframework.data.jpa.repository.Query;"
                                + " import org.springframework.security.access.prepost.*;"
                                + " import org.springframework.beans.factory.annotation.Value;"
                                + " import org.springframework.stereotype.Component;"
                                + " import org.springframework.web.service.annotation.*; import org.springframework.data.repository.*; import org.springframework.context.annotation.Bean; "
                                + classes,
                "Query", NAMES.formatted("org.springframework.data.jpa.repository", "Query"),
                "PreAuthorize", NAMES.formatted("org.springframework.security.access.prepost", "PreAuthorize"),
                "PostFilter", NAMES.formatted("org.springframework.security.access.prepost", "PostFilter"),
                "Value", NAMES.formatted("org.springframework.beans.factory.annotation", "Value"),
                "Component", NAMES.formatted("org.springframework.stereotype", "Component"),
                "HttpExchange", NAMES.formatted("org.springframework.web.service.annotation", "HttpExchange"),
                "Repository", "package org.springframework.data.repository; public interface Repository<T, I> { }",
                "Bean", NAMES.formatted("org.springframework.context.annotation", "Bean"));
        Compiled compiled = Compiled.of(sources, "-g");
        Method method = compiled.method("app.Svc", "price");
        return compiled.fingerprinter("app").findings(method, method.getDeclaringClass(), beans);
    }

    private static ContextBeans beans(String... classes) {
        Map<String, String> byName = new java.util.HashMap<>();
        for (String each : classes) {
            byName.put(Character.toLowerCase(each.charAt(0)) + each.substring(1), "app." + each);
        }
        return new ContextBeans(byName, Set.of(), Set.of(), true);
    }

    private static String query(String text) {
        return "interface Mails { @Query(\"%s\") List<String> mine(String name); }".formatted(text)
                + " class Svc { Mails mails; Object price() { return mails.mine(\"a\"); } }";
    }

    @ParameterizedTest
    @DisplayName("Issue 12.8: an expression in a query asks who calls")
    @ValueSource(
            strings = {
                "select m from Mail m where m.owner = ?#{authentication.name}",
                "select m from Mail m where m.owner = :#{ principal.username }",
                "select m from Mail m where ?#{hasRole('ADMIN') ? 1 : 0} = 1",
                "select m from Mail m where m.owner = ?#{T(org.springframework.security.core.context.SecurityContextHolder).getContext().authentication.name}",
                "select m from Mail m where m.owner in ?#{{tenant, 'x'}}",
            })
    void queryOfAUser(String text) {
        assertThat(in(query(text), ContextBeans.UNKNOWN))
                .filteredOn(finding -> finding.kind() == FindingKind.USER_CONTEXT)
                .isNotEmpty()
                .allSatisfy(finding -> {
                    assertThat(finding.place()).isEqualTo("app.Mails.mine");
                    assertThat(finding.what()).startsWith("has the expression ").endsWith(" in its @Query");
                });
    }

    @ParameterizedTest
    @DisplayName("Issue 12.8: an expression in a query that only knows its arguments")
    @ValueSource(
            strings = {
                "select m from #{#entityName} m where m.name = ?1",
                "select m from Mail m where m.name = :#{#name}",
                "select m from Mail m where m.name = ?#{[0]} and 'authentication' = 'x'",
                "select m from Mail m where m.name like %:#{#name.toUpperCase() + 'principal'}%",
                "select m from Mail m where m.name in :#{#mails.![owner]} and m.id in :#{#ids.?[active and not deleted]}",
            })
    void queryOfItsArguments(String text) {
        assertThat(in(query(text), ContextBeans.UNKNOWN))
                .extracting(Finding::kind)
                .containsExactly(FindingKind.IO_WITHOUT_TTL);
    }

    @Test
    @DisplayName("Issue 12.8: an expression that calls a bean leads to its code")
    void queryOfABean() {
        String tenants = "class Tenants { String now() { return String.valueOf(System.currentTimeMillis()); } }";
        String text = "select m from Mail m where m.owner = ?#{@tenants.now()}";
        assertThat(in(tenants + query(text), beans("Tenants", "Svc")))
                .extracting(Finding::toString)
                .contains("app.Tenants.now(Source.java:1) calls java.lang.System.currentTimeMillis()");
        assertThat(in(query(text), ContextBeans.UNKNOWN))
                .extracting(Finding::toString)
                .contains("app.Mails.mine has the expression @tenants.now() in its @Query, whose bean is not followed");
    }

    @ParameterizedTest
    @DisplayName("Issue 12.8: a guard on a reached method is not asked at a hit")
    @CsvSource(delimiter = '|', textBlock = """
            @PreAuthorize("hasRole('ADMIN')")            | 1
            @PreAuthorize("#id == authentication.name")  | 1
            @PreAuthorize("@guards.mayRead(#id)")        | 1
            @PostFilter("filterObject.owner == authentication.name") | 1
            @Admins                                      | 1
            @PreAuthorize("permitAll")                   | 0
            @PreAuthorize("#id != null")                 | 0
            """)
    void guardOfAReachedMethodIsTold(String guard, int found) {
        String source =
                "@PreAuthorize(\"hasRole('ADMIN')\") @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)"
                        + " @interface Admins { } class Mails { %s Object mine(String id) { return id; } }"
                                .formatted(guard)
                        + " class Svc { Mails mails; Object price() { return mails.mine(\"a\"); } }";
        assertThat(in(source, ContextBeans.UNKNOWN))
                .hasSize(found)
                .allSatisfy(finding -> assertThat(finding)
                        .hasToString("app.Mails.mine is guarded by @%s, which is not asked at a hit"
                                .formatted(guard.startsWith("@PostFilter") ? "PostFilter" : "PreAuthorize")));
        assertThat(in(source, new ContextBeans(Map.of(), Set.of("java.lang.Object"), Set.of(), false)))
                .as("without method security")
                .isEmpty();
    }

    @Test
    @DisplayName(
            "Issue 12.8: a guard of the memoized method itself is asked before its cache; a filter works on what is stored")
    void guardsOfTheMethodItself() {
        assertThat(in(
                        "class Svc { @PreAuthorize(\"hasRole('ADMIN')\") Object price() { return 1; } }",
                        ContextBeans.UNKNOWN))
                .isEmpty();
        assertThat(in(
                        "class Svc { @PostFilter(\"filterObject == authentication.name\") List<String> price() { return null; } }",
                        ContextBeans.UNKNOWN))
                .singleElement()
                .hasToString("app.Svc.price filters the stored result in place by @PostFilter");
    }

    @ParameterizedTest
    @DisplayName("Issue 12.8: an open projection")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            none           | #{target.first + ' ' + target.last}
            none           | #{args[0] + target.last}
            CLOCK          | #{T(java.time.LocalDate).now()}
            USER_CONTEXT   | #{request.userPrincipal.name}
            ENVIRONMENT    | #{systemProperties['user.name']}
            """)
    void openProjectionIsTold(String kind, String expression) {
        List<Finding> found = in(
                "interface Name { @Value(\"%s\") String full(); } class Svc { Name name; Object price() { return name.full(); } }"
                        .formatted(expression),
                ContextBeans.UNKNOWN);
        assertThat(found)
                .extracting(finding -> finding.kind().name())
                .isEqualTo(kind.equals("none") ? List.of() : List.of(kind));
    }

    @Test
    @DisplayName("Issue 12.8: a method without a body is all I/O if a library answers it")
    void methodWithoutBody() {
        String source = "interface Svc { @Query(\"select 1\") Object price(); }";
        assertThat(in(source, ContextBeans.UNKNOWN))
                .singleElement()
                .hasToString("app.Svc.price has no body, a library answers it");
        String plain = "interface Svc { Object price(); }";
        assertThat(in(plain, ContextBeans.UNKNOWN)).isEmpty();
        assertThat(in(plain, new ContextBeans(Map.of(), Set.of(), Set.of("app.Svc"), true)))
                .singleElement()
                .hasToString("app.Svc.price has no body, a library answers it");
    }

    private static final String OWN_INTERFACE = """
            interface Rates { Object rate(); }
            @Component class Fixed implements Rates { public Object rate() { return Math.random(); } }
            class Svc { Rates rates; Object price() { return rates.rate(); } }
            """;

    private static ContextBeans only(String outside) {
        return new ContextBeans(Map.of("svc", "app.Svc"), Set.of(outside), Set.of(outside), true);
    }

    @ParameterizedTest
    @DisplayName("Issue 12.8: an interface of the application's own that only a library's object answers")
    @ValueSource(
            strings = {
                "interface Data extends Rates, Repository<String, Long> { }",
                "interface Between extends Rates { } interface Data extends Repository<String, Long>, Between { }",
                "interface Data extends Rates, Repository<String, Long> { @Query(\"select 1\") Object rate(); }",
                "interface Data extends Rates { @HttpExchange Object rate(); }",
                "@HttpExchange interface Data extends Rates { }",
                "interface Data extends Rates { }",
            })
    void ownInterfaceThatALibraryAnswers(String answering) {
        assertThat(in(OWN_INTERFACE + answering, only("app.Data")))
                .singleElement()
                .hasToString("app.Svc.price(Source.java:3) calls app.Rates.rate()");
    }

    @Test
    @DisplayName("Issue 12.8: one of a library's that is no bean answers if nothing else does, else not")
    void ownInterfaceOfWhichNoBeanIsKnown() {
        String client = OWN_INTERFACE + "@HttpExchange interface Data extends Rates { }";
        assertThat(in(client, beans("Svc"))).extracting(Finding::kind).containsExactly(FindingKind.IO_WITHOUT_TTL);
        assertThat(in(client, beans("Svc", "Fixed"))).extracting(Finding::kind).containsExactly(FindingKind.RANDOM);
        assertThat(in(client, ContextBeans.UNKNOWN))
                .extracting(Finding::kind)
                .containsExactlyInAnyOrder(FindingKind.IO_WITHOUT_TTL, FindingKind.RANDOM);
    }

    @Test
    @DisplayName("Issue 12.8: what the library's interface says of the method counts, and what it gives a body")
    void ownInterfaceThatALibraryAnswersOtherwise() {
        assertThat(in(
                        OWN_INTERFACE
                                + "interface Data extends Rates, Repository<String, Long> { @Query(\"?#{principal.id}\") Object rate(); }",
                        only("app.Data")))
                .extracting(Finding::kind)
                .containsExactlyInAnyOrder(FindingKind.USER_CONTEXT, FindingKind.IO_WITHOUT_TTL);
        assertThat(in(
                        OWN_INTERFACE
                                + "interface Data extends Rates, Repository<String, Long> { default Object rate() { return System.nanoTime(); } }",
                        only("app.Data")))
                .singleElement()
                .hasToString("app.Data.rate(Source.java:4) calls java.lang.System.nanoTime()");
    }

    @Test
    @DisplayName("Issue 12.8: no place in a class of which no object can be there")
    void classesOfWhichNoBeanExists() {
        String source = """
                interface Rates { Object rate(); }
                @Component class Fixed implements Rates { public Object rate() { return 1; } }
                @Component class Live implements Rates { public Object rate() { return java.time.Instant.now(); } }
                class Random implements Rates { public Object rate() { return Math.random(); } }
                class Config { @Bean Rates random() { return new Random(); } }
                class Svc { Rates rates; Object price() { return rates.rate(); } }
                """;
        assertThat(in(source, ContextBeans.UNKNOWN)).hasSize(2);
        assertThat(in(source, beans("Fixed", "Svc", "Config"))).isEmpty();
        assertThat(in(source, beans("Live", "Svc", "Config"))).hasSize(1);
        assertThat(in(source, beans("Random", "Svc", "Config"))).hasSize(1);
        assertThat(in(source + "class Other { Object o = new Live(); }", beans("Fixed", "Svc")))
                .as("somebody makes one by hand")
                .hasSize(1);
        assertThat(in(source, new ContextBeans(Map.of(), Set.of("app.Rates"), Set.of(), true)))
                .as("a bean that is not made yet")
                .hasSize(2);
    }

    @Test
    @DisplayName("SPEC 6.8: what a registry hands out is said not to be tracked")
    void whatARegistryHandsOutIsNotTracked() {
        assertThat(in(
                        "class Svc { javax.naming.Context c; Object price() throws Exception { return c.lookup(\"a\"); } }",
                        ContextBeans.UNKNOWN))
                .singleElement()
                .satisfies(finding -> assertThat(finding.kind().code()).isEqualTo("not-tracked"));
    }
}
