package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** S06: whatever keeps an application with memo from starting is told as a description and an action, word by word. */
@ExtendWith(OutputCaptureExtension.class)
class StartUpFailureTests {

    @TempDir
    private Path folder;

    static Stream<Arguments> failures() {
        return Stream.of(
                failure(
                        "a void method",
                        quotes("", "void"),
                        "",
                        "@Memoize on Quotes.price(long): it returns nothing that could be kept.",
                        "Remove @Memoize, or return a value."),
                failure(
                        "a one-shot result",
                        quotes("", "java.util.stream.Stream<String>"),
                        "",
                        "@Memoize on Quotes.price(long): a Stream can be consumed only once, so it cannot be returned to several callers.",
                        "Return what it yields: a List, a byte[], a String."),
                failure(
                        "a plain future",
                        quotes("", "java.util.concurrent.Future<String>"),
                        "",
                        "@Memoize on Quotes.price(long): a Future stands for a value that is not there yet, so it cannot be returned to several callers.",
                        "Return a CompletableFuture, a CompletionStage, or Reactor's Mono or Flux."),
                failure(
                        "a suspend function",
                        quotes("", "Object")
                                .replace("long product", "long product, kotlin.coroutines.Continuation<String> rest"),
                        "",
                        "@Memoize on Quotes.price(long, Continuation): it is a suspend function, which memo cannot keep.",
                        "Put @Memoize on a function of another bean that does not suspend, and call it through that bean, for a call on this goes past memo. It may return a CompletableFuture: scope.future { … }.await()."),
                failure(
                        "a ttl that is no duration",
                        quotes("(ttl = \"soon\")", "String"),
                        "",
                        "@Memoize on Quotes.price(long) (memo.methods.Quotes.price): ttl = \"soon\" is not a duration.",
                        "Write a duration such as 10m, PT1H or ${some.property}, or SpEL such as #result.expiresAt."),
                failure(
                        "a ttl without a value",
                        quotes("(ttl = \"${none}\")", "String"),
                        "",
                        "@Memoize on Quotes.price(long) (memo.methods.Quotes.price): ttl = \"${none}\" has a placeholder without a value.",
                        "Write a duration such as 10m, PT1H or ${some.property}, or SpEL such as #result.expiresAt."),
                failure(
                        "a negative ttl",
                        quotes("(ttl = \"-1m\")", "String"),
                        "",
                        "@Memoize on Quotes.price(long) (memo.methods.Quotes.price): ttl = \"-1m\"; it must be positive.",
                        "Leave it out for no limit."),
                failure(
                        "no entries",
                        quotes("(maxEntries = 0)", "String"),
                        "",
                        "@Memoize on Quotes.price(long) (memo.methods.Quotes.price): maxEntries = 0; it must be at least 1.",
                        "Leave it out for the default, or remove @Memoize to keep nothing."),
                failure(
                        "two policies",
                        quotes("(onMutation = {io.memo.MutationPolicy.WARN, io.memo.MutationPolicy.FAIL})", "String"),
                        "",
                        "@Memoize on Quotes.price(long) (memo.methods.Quotes.price): onMutation = [WARN, FAIL]; there can be only one.",
                        "Keep one of them."),
                failure(
                        "persist, of a result that cannot be kept",
                        quotes("(persist = true)", "java.util.List<Needy>"),
                        "",
                        "@Memoize on Quotes.price(long) (memo.methods.Quotes.price): persist = true, but its result cannot be kept: result[]: shop.Quotes$Needy is not Serializable: let it implement java.io.Serializable.",
                        "Return values, collections and Serializable classes of the application, or remove persist."),
                failure(
                        "memo.persist.max-size",
                        quotes("", "String"),
                        "memo.persist.max-size=0B",
                        """
                        Invalid value '0B' for configuration property 'memo.persist.max-size' (originating from '"memo.persist.max-size" from property source "defaultProperties"'). Validation failed for the following reason:

                        It must be at least 1.""",
                        "Review the value of the property with the provided reason."),
                failure(
                        "memo.persist.max-age",
                        quotes("", "String"),
                        "memo.persist.max-age=-1d",
                        """
                        Invalid value '-1d' for configuration property 'memo.persist.max-age' (originating from '"memo.persist.max-age" from property source "defaultProperties"'). Validation failed for the following reason:

                        It must be positive. Leave it out for the default.""",
                        "Review the value of the property with the provided reason."),
                failure(
                        "memo.shared without a secret",
                        quotes("", "String"),
                        "memo.shared.enabled=true",
                        "memo.shared.enabled=true, but memo.shared.secret is not set, so entries of others could not be told from forged ones.",
                        "Set memo.shared.secret to the same random text of at least 16 bytes on all machines, or accept whatever is in the store by memo.shared.unsigned=true."),
                failure(
                        "memo.shared with a secret that can be guessed",
                        quotes("", "String"),
                        "memo.shared.enabled=true;memo.shared.secret=sesame",
                        "memo.shared.secret has a secret of 6 bytes; it must have at least 16.",
                        "Make a random one, such as with: openssl rand -base64 32"),
                failure(
                        "memo.shared without a store",
                        quotes("", "String"),
                        "memo.shared.enabled=true;memo.shared.unsigned=true",
                        "memo.shared.enabled=true, but there is no RedisConnectionFactory.",
                        "Add spring-boot-starter-data-redis, or name one of Spring's caches by memo.shared.cache, or declare a SharedStore bean."),
                failure(
                        "two methods with one name",
                        quotes(
                                "(name = \"same\") public String other() { return \"\"; } @io.memo.Memoize(name = \"same\")",
                                "String"),
                        "",
                        "Two memoized methods have the name 'same': Quotes.other() and Quotes.price(long).",
                        "Give one of them another name: @Memoize(name = \"…\")."),
                failure(
                        "two hashers of one type",
                        quotes("", "String") + hasher("One", "Thread") + hasher("Two", "Thread"),
                        "",
                        "Two hashers serve java.lang.Thread: a lambda in shop.One and a lambda in shop.Two.",
                        "Keep one of them, or let one serve a narrower type."),
                failure(
                        "two hashers equally close to the type of an argument",
                        quotes("", "String")
                                        .replace("long product", "Both product")
                                        .replace("public static class Needy", """
                                                public interface Near { }
                                                public interface Far { }
                                                public static class Both implements Near, Far { }
                                                public static class Needy""")
                                + hasher("One", "Quotes.Near")
                                + hasher("Two", "Quotes.Far"),
                        "",
                        "Two hashers are equally close to shop.Quotes$Both: a lambda in shop.One for shop.Quotes$Near and a lambda in shop.Two for shop.Quotes$Far.",
                        "Register a hasher for shop.Quotes$Both itself."),
                failure(
                        "a hasher of no type",
                        quotes("", "String") + hasher("Any", "?"),
                        "",
                        "The hasher bean 'beanAny' does not tell which type it serves.",
                        "Return Hasher<Type> from its bean method, or use Hashers.of(Type.class, …)."),
                failure(
                        "a hasher that cannot be made",
                        quotes("(hashers = Needy.class)", "String"),
                        "",
                        "The hasher shop.Quotes$Needy cannot be made: Failed to instantiate [shop.Quotes$Needy]: No default constructor found.",
                        "Declare it as a bean, or give it a constructor without arguments."),
                failure(
                        "a finding, if findings fail",
                        quotes("", "final String"),
                        "memo.warnings=fail",
                        """
                        1 finding(s) about @Memoize methods:
                        - [not-interceptable] Quotes.price(long) in bean class shop.Quotes is not memoized: it is final, so a proxy cannot intercept it. Remove final; in Kotlin write open, or accept it with suppressWarnings = "not-interceptable".""",
                        "Mend them, accept one by suppressWarnings, or set memo.warnings to log or off."),
                failure(
                        "a finding that hands one user's data to another",
                        quotes("", "String")
                                .replace(
                                        "return null;",
                                        "return String.valueOf(org.springframework.context.i18n.LocaleContextHolder.getLocale());"),
                        "",
                        """
                        1 finding(s) about @Memoize methods that may hand what belongs to one user to another:
                        - [user-context] Quotes.price reads what belongs to a user or a request: shop.Quotes.price(Quotes.java:5) calls org.springframework.context.i18n.LocaleContextHolder.getLocale(). A hit may return what another user got: set varyBy = "locale", pass what is read as an argument, or accept it with suppressWarnings = "user-context".""",
                        "Name what is read in varyBy, pass it as an argument of the memoized method, or accept it with suppressWarnings = \"user-context\"."),
                failure(
                        "the ttl of one method",
                        quotes("", "String"),
                        "memo.methods.Quotes.price.ttl=soon",
                        "@Memoize on Quotes.price(long) (memo.methods.Quotes.price): memo.methods.Quotes.price.ttl = \"soon\" is not a duration.",
                        "Write a duration such as 10m, PT1H or ${some.property}, or SpEL such as #result.expiresAt."),
                failure(
                        "a time that contradicts the ttl",
                        quotes("(ttl = \"10m\", refresh = \"10m\")", "String"),
                        "",
                        "@Memoize on Quotes.price(long) (memo.methods.Quotes.price): refresh = PT10M, ttl = PT10M; a result is computed anew before its ttl is over, so refresh must be shorter.",
                        "Write memo.methods.Quotes.price.refresh=PT8M, or memo.methods.Quotes.price.refresh=auto; of a function refresh(Duration.parse(\"PT8M\")), or refreshAuto()."),
                failure(
                        "a profile that does not exist",
                        quotes("(profile = \"rates\")", "String"),
                        "memo.profiles.rate.ttl=10m",
                        "@Memoize on Quotes.price(long) (memo.methods.Quotes.price): profile = \"rates\"; no property says anything of a profile of this name: the nearest is rate.",
                        "Correct the name, or write what the profile says, such as memo.profiles.rates.ttl=10m."),
                failure(
                        "a profile of which nothing is said that can be said",
                        quotes("(profile = \"rates\")", "String"),
                        "memo.profiles.rates.tll=10m",
                        "@Memoize on Quotes.price(long) (memo.methods.Quotes.price): profile = \"rates\"; no property says anything of a profile of this name: the property memo.profiles.rates.tll says what cannot be said, the nearest is ttl.",
                        "Correct the name, or write what the profile says, such as memo.profiles.rates.ttl=10m."),
                failure(
                        "the entries of one method",
                        quotes("", "String"),
                        "memo.methods.Quotes.price.max-entries=0",
                        "@Memoize on Quotes.price(long) (memo.methods.Quotes.price): memo.methods.Quotes.price.max-entries = 0; it must be at least 1.",
                        "Leave it out for the default, or remove @Memoize to keep nothing."),
                failure(
                        "memo.max-entries",
                        quotes("", "String"),
                        "memo.max-entries=0",
                        """
                        Invalid value '0' for configuration property 'memo.max-entries' (originating from '"memo.max-entries" from property source "defaultProperties"'). Validation failed for the following reason:

                        It must be at least 1.""",
                        "Review the value of the property with the provided reason."),
                failure(
                        "a limit that is none",
                        quotes("(maxBytes = \"64 megabytes\")", "String"),
                        "",
                        "@Memoize on Quotes.price(long) (memo.methods.Quotes.price): maxBytes = \"64 megabytes\" is not a limit in bytes.",
                        "Write a size such as 64MB, a share of the heap such as 10%, or ${some.property}."),
                failure(
                        "memo.max-bytes",
                        quotes("", "String"),
                        "memo.max-bytes=101%",
                        """
                        Invalid value '101%' for configuration property 'memo.max-bytes' (originating from '"memo.max-bytes" from property source "defaultProperties"'). Validation failed for the following reason:

                        It must be a size such as 64MB, or a share of the heap such as 10%.""",
                        "Review the value of the property with the provided reason."),
                failure(
                        "memo.hash.max-nodes",
                        quotes("", "String"),
                        "memo.hash.max-nodes=0",
                        """
                        Invalid value '0' for configuration property 'memo.hash.max-nodes' (originating from '"memo.hash.max-nodes" from property source "defaultProperties"'). Validation failed for the following reason:

                        It must be at least 1.""",
                        "Review the value of the property with the provided reason."),
                failure(
                        "memo.wait-timeout",
                        quotes("", "String"),
                        "memo.wait-timeout=0s",
                        """
                        Invalid value '0s' for configuration property 'memo.wait-timeout' (originating from '"memo.wait-timeout" from property source "defaultProperties"'). Validation failed for the following reason:

                        It must be positive. Leave it out for the default.""",
                        "Review the value of the property with the provided reason."),
                failure(
                        "memo.log-slow-after",
                        quotes("", "String"),
                        "memo.log-slow-after=-1s",
                        """
                        Invalid value '-1s' for configuration property 'memo.log-slow-after' (originating from '"memo.log-slow-after" from property source "defaultProperties"'). Validation failed for the following reason:

                        It must be positive. Leave it out for the default.""",
                        "Review the value of the property with the provided reason."),
                failure(
                        "memo.packages",
                        quotes("", "String"),
                        "memo.packages=com.acme.*",
                        """
                        Invalid value 'com.acme.*' for configuration property 'memo.packages' (originating from '"memo.packages" from property source "defaultProperties"'). Validation failed for the following reason:

                        It must be the name of a package, such as com.acme; sub-packages are included.""",
                        "Review the value of the property with the provided reason."),
                failure(
                        "memo.identities",
                        quotes("", "String"),
                        "memo.identities.client=http://${no.such.host}/",
                        """
                        Invalid value 'http://${no.such.host}/' for configuration property 'memo.identities.client' (originating from '"memo.identities.client" from property source "defaultProperties"'). Validation failed for the following reason:

                        It has a placeholder without a value. Set that property, or write what it would be.""",
                        "Review the value of the property with the provided reason."),
                failure("memo.on-mutation", quotes("", "String"), "memo.on-mutation=sometimes", """
                        Failed to bind properties under 'memo.on-mutation' to io.memo.MutationPolicy:

                            Property: memo.on-mutation
                            Value: "sometimes"
                            Origin: "memo.on-mutation" from property source "defaultProperties"
                            Reason: failed to convert java.lang.String to @org.springframework.boot.context.properties.bind.DefaultValue io.memo.MutationPolicy (caused by java.lang.IllegalArgumentException: No enum constant io.memo.MutationPolicy.sometimes)""", """
                        Update your application's configuration. The following values are valid:

                            FAIL
                            RECOMPUTE
                            WARN"""),
                failure(
                        "memo.order",
                        quotes("", "String"),
                        "memo.order=last",
                        """
                        Failed to bind properties under 'memo.order' to java.lang.Integer:

                            Property: memo.order
                            Value: "last"
                            Origin: "memo.order" from property source "defaultProperties"
                            Reason: failed to convert java.lang.String to java.lang.Integer (caused by java.lang.NumberFormatException: For input string: "last")""",
                        "Update your application's configuration"));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("S06, issue 6: description and action of whatever keeps an application from starting")
    @MethodSource("failures")
    void isExplained(
            String name, String[] sources, String property, String description, String action, CapturedOutput output) {
        OutsideApplication.Setup setup = OutsideApplication.in(folder);
        if (description.contains("so a proxy cannot intercept it")) {
            setup.woven(Weaving.PROXIES);
        }
        for (String each : property.isEmpty() ? new String[0] : property.split(";")) {
            int equals = each.indexOf('=');
            setup.property(each.substring(0, equals), each.substring(equals + 1));
        }
        assertThatThrownBy(() -> setup.start(sources).close()).isNotNull();

        assertThat(report(output.getAll())).isEqualTo(Map.of("Description", description, "Action", action));
    }

    private static Map<String, String> report(String output) {
        Map<String, String> report = new LinkedHashMap<>();
        int from = output.indexOf("APPLICATION FAILED TO START");
        assertThat(from).as("a report in %s", output).isNotNegative();
        String text = output.substring(from);
        int action = text.indexOf("\nAction:\n\n");
        int description = text.indexOf("\nDescription:\n\n");
        report.put("Description", text.substring(description + 15, action).strip());
        report.put("Action", text.substring(action + 10).strip());
        return report;
    }

    private static Arguments failure(String name, String sources, String property, String description, String action) {
        return Arguments.of(name, sources.split("(?=package shop;)"), property, description, action);
    }

    private static String quotes(String attributes, String returnType) {
        String body = returnType.endsWith("void") ? "" : "return null;";
        return """
                package shop;
                @org.springframework.stereotype.Service
                public class Quotes {
                    @io.memo.Memoize%s
                    public %s price(long product) { %s }
                    public static class Needy implements io.memo.Hasher<Thread> {
                        public Needy(String needed) { }
                        public Object hash(Thread value) { return needless(); }
                        private static Object needless() { return ""; }
                    }
                }
                """.formatted(attributes, returnType, body);
    }

    private static String hasher(String configuration, String type) {
        return """
                package shop;
                @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
                public class %1$s {
                    @org.springframework.context.annotation.Bean("bean%1$s")
                    io.memo.Hasher<%2$s> hasher() { return value -> ""; }
                }
                """.formatted(configuration, type);
    }
}
