package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.MemoizedMethod;
import io.memo.Memoizer;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Beans that Spring treats in ways of its own: most are memoized, and the others said to be none. */
@ExtendWith(OutputCaptureExtension.class)
class UnusualBeansTests {

    private static final String RATES = """
            package shop;
            public interface Rates {
                @io.memo.Memoize
                String rate(String currency);
            }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void resetRuns() {
        Runs.reset();
    }

    @Test
    @DisplayName("Issue 12.6: a factory bean with a memoized method starts, and hits; its product too")
    void factoryBeanItselfIsMemoized() {
        String factory = """
                package shop;
                @org.springframework.stereotype.Component("prices")
                public class PricesFactory implements org.springframework.beans.factory.FactoryBean<Prices> {
                    @io.memo.Memoize
                    public String table(String name) { io.memo.acceptance.Runs.ran("table"); return name; }
                    public Prices getObject() { return new Prices(); }
                    public Class<?> getObjectType() { return Prices.class; }
                }
                """;
        String product = """
                package shop;
                public class Prices {
                    @io.memo.Memoize
                    public String price(String item) { io.memo.acceptance.Runs.ran("price"); return item; }
                }
                """;
        try (OutsideApplication shop =
                OutsideApplication.in(folder).property("memo.warnings", "fail").start(factory, product)) {
            Object made = shop.context().getBean("prices");
            Object maker = shop.context().getBean("&prices");
            for (int i = 0; i < 2; i++) {
                assertThat(OutsideApplication.<String>invoke(made, "price", "tea"))
                        .isEqualTo("tea");
                assertThat(OutsideApplication.<String>invoke(maker, "table", "a"))
                        .isEqualTo("a");
            }
            assertThat(Runs.of("price")).isOne();
            assertThat(Runs.of("table")).isOne();
            assertThat(shop.bean(Memoizer.class).methods())
                    .extracting(MemoizedMethod::name)
                    .containsExactly("Prices.price", "PricesFactory.table");
        }
    }

    @Test
    @DisplayName("Issue 12.6: lambdas and method references are memoized, each by its code and what it captured")
    void lambdasAreMemoized() {
        String configuration = """
                package shop;
                import org.springframework.context.annotation.*;
                @Configuration(proxyBeanMethods = false)
                public class Config {
                    @Bean Rates euros() {
                        return currency -> { io.memo.acceptance.Runs.ran("euros"); return "EUR/" + currency; };
                    }
                    @Bean Rates dollars(@org.springframework.beans.factory.annotation.Value("${prefix}") String prefix) {
                        return currency -> { io.memo.acceptance.Runs.ran("dollars"); return prefix + currency; };
                    }
                    @Bean Rates yen(Bank bank) { return bank::yen; }
                    @Bean Bank bank() { return new Bank(); }
                    public static class Bank {
                        String unit = "JPY/";
                        public String yen(String currency) { io.memo.acceptance.Runs.ran("yen"); return unit + currency; }
                    }
                }
                """;
        try (OutsideApplication shop = OutsideApplication.in(folder)
                .property("memo.warnings", "fail")
                .property("prefix", "USD/")
                .start(RATES, configuration)) {
            for (int i = 0; i < 2; i++) {
                assertThat(rate(shop, "euros")).isEqualTo("EUR/CHF");
                assertThat(rate(shop, "dollars")).isEqualTo("USD/CHF");
                assertThat(rate(shop, "yen")).isEqualTo("JPY/CHF");
            }
            assertThat(Runs.of("euros")).isOne();
            assertThat(Runs.of("dollars")).isOne();
            assertThat(Runs.of("yen")).isOne();
            assertThat(shop.bean(Memoizer.class).methods())
                    .hasSize(3)
                    .allSatisfy(method -> assertThat(method.name()).matches("Rates\\.rate-[0-9a-f]+"))
                    .allSatisfy(method -> assertThat(method.figures().hits()).isOne())
                    .extracting(MemoizedMethod::fingerprint)
                    .doesNotHaveDuplicates();
        }
    }

    private static String rate(OutsideApplication shop, String bean) {
        return OutsideApplication.invoke(shop.context().getBean(bean), "rate", "CHF");
    }

    @Test
    @DisplayName("Issue 12.6, SPEC 6.2: what a lambda calls counts: an edit behind it misses, another edit does not")
    void editBehindLambdaMisses() {
        String first = fingerprintOfLambda("one", "return \"EUR/\";", "return 1;");
        assertThat(fingerprintOfLambda("two", "return \"EUR/\";", "return 2;")).isEqualTo(first);
        assertThat(fingerprintOfLambda("three", "return \"CHF/\";", "return 1;"))
                .isNotEqualTo(first);
    }

    private String fingerprintOfLambda(String build, String reached, String other) {
        String configuration = """
                package shop;
                import org.springframework.context.annotation.*;
                @Configuration(proxyBeanMethods = false)
                public class Config {
                    @Bean Rates rates(Bank bank) { return currency -> bank.prefix() + currency; }
                    @Bean Bank bank() { return new Bank(); }
                    public static class Bank {
                        public String prefix() { %s }
                        public int unrelated() { %s }
                    }
                }
                """.formatted(reached, other);
        try (OutsideApplication shop =
                OutsideApplication.in(folder.resolve(build)).start(RATES, configuration)) {
            return shop.memoized("Rates.rate").fingerprint();
        }
    }

    @Test
    @DisplayName("Issue 12.6: an anonymous class goes by the name of what it implements")
    void anonymousClassHasName() {
        String configuration = """
                package shop;
                import org.springframework.context.annotation.*;
                @Configuration(proxyBeanMethods = false)
                public class Config {
                    @Bean Rates rates() {
                        return new Rates() {
                            public String rate(String currency) { io.memo.acceptance.Runs.ran("rate"); return currency; }
                        };
                    }
                    public abstract static class Bank {
                        @io.memo.Memoize
                        public String open() { return name(); }
                        abstract String name();
                    }
                    @Bean Bank one() { return new Bank() { String name() { return "one"; } }; }
                    @Bean Bank two() { return new Bank() { String name() { return "two"; } }; }
                }
                """;
        try (OutsideApplication shop = OutsideApplication.in(folder)
                .property("memo.warnings", "fail")
                .property("memo.methods.Rates.rate.ttl", "1h")
                .start(RATES, configuration)) {
            assertThat(rate(shop, "rates")).isEqualTo(rate(shop, "rates"));
            assertThat(Runs.of("rate")).isOne();
            assertThat(OutsideApplication.<String>invoke(shop.context().getBean("one"), "open"))
                    .isEqualTo("one");
            assertThat(OutsideApplication.<String>invoke(shop.context().getBean("two"), "open"))
                    .isEqualTo("two");
            assertThat(shop.bean(Memoizer.class).methods())
                    .extracting(MemoizedMethod::name)
                    .hasSize(3)
                    .anySatisfy(name -> assertThat(name).isEqualTo("Rates.rate"))
                    .filteredOn(name -> name.matches("Bank\\.open-[0-9a-f]+"))
                    .hasSize(2);
        }
    }

    @Test
    @DisplayName("Issue 12.6: classes that nothing can extend start, run, and are reported, each with its remedy")
    void closedClassesAreReported(CapturedOutput output) {
        String closed = """
                package shop;
                import io.memo.Memoize;
                import org.springframework.context.annotation.*;
                @Configuration(proxyBeanMethods = false)
                public class Closed {
                    public sealed static class Sealed permits Open {
                        @Memoize public String sealed() { return "a"; }
                    }
                    public static non-sealed class Open extends Sealed { }
                    public static final class Final { @Memoize public String last() { return "a"; } }
                    public record Rec(int a) { @Memoize public String rec() { return "a"; } }
                    public enum Kind { ONE { public String kind() { return "a"; } }; @Memoize public abstract String kind(); }
                    private static class Hidden implements Rates {
                        public String rate(String currency) { return "a"; }
                    }
                    public static class Single {
                        private Single() { }
                        static final Single ONE = new Single();
                        @Memoize public String single() { return "a"; }
                    }
                    @Bean Sealed sealed() { return new Sealed(); }
                    @Bean Open open() { return new Open(); }
                    @Bean Final last() { return new Final(); }
                    @Bean Rec rec() { return new Rec(1); }
                    @Bean Kind kind() { return Kind.ONE; }
                    @Bean Rates hidden() { return new Hidden(); }
                    @Bean Single single() { return Single.ONE; }
                }
                """;
        String other = """
                package other;
                public class Base {
                    @io.memo.Memoize String near() { return "a"; }
                }
                """;
        String far = """
                package shop;
                @org.springframework.stereotype.Component
                public class Far extends other.Base { }
                """;
        try (OutsideApplication shop =
                OutsideApplication.in(folder).woven(Weaving.PROXIES).start(RATES, closed, other, far)) {
            for (String bean : new String[] {"sealed", "last", "rec", "single"}) {
                Object made = shop.context().getBean(bean);
                assertThat(OutsideApplication.<String>invoke(made, bean)).isEqualTo("a");
            }
            assertThat(shop.bean(Memoizer.class).methods())
                    .extracting(MemoizedMethod::name)
                    .containsExactly("Open.sealed");
        }
        assertThat(output)
                .contains(
                        "Sealed.sealed() in bean class shop.Closed$Sealed is not memoized: its class is sealed,",
                        "Remove sealed and permits",
                        "Final.last() in bean class shop.Closed$Final is not memoized: its class is final,",
                        "Rec.rec() in bean class shop.Closed$Rec is not memoized: its class is a record,",
                        "is not memoized: its class is an enum,",
                        "Hidden.rate(String) in bean class shop.Closed$Hidden",
                        "Single.single() in bean class shop.Closed$Single",
                        "is not memoized: all constructors of its class are private,",
                        "Base.near() in bean class shop.Far is not memoized: it is package-private in a class of"
                                + " another package,")
                .doesNotContain("shop.Closed$Open is not memoized");
    }

    @Test
    @DisplayName("Issue 12.6: beans for which Spring makes no proxy are reported, with the reason, and not listed")
    void unproxiedBeansAreReported(CapturedOutput output) {
        String aspect = """
                package shop;
                @org.aspectj.lang.annotation.Aspect
                @org.springframework.stereotype.Component
                public class Tracing {
                    @io.memo.Memoize public String traced() { return "a"; }
                }
                """;
        String early = """
                package shop;
                import org.springframework.beans.factory.config.*;
                import org.springframework.stereotype.Component;
                public class Early {
                    @Component public static class Fetched {
                        @io.memo.Memoize public String fetched() { return "a"; }
                    }
                    @Component public static class Needed {
                        @io.memo.Memoize public String needed() { return "a"; }
                    }
                    public static class Registered {
                        @io.memo.Memoize public String registered() { return "a"; }
                    }
                    @Component public static class Usual {
                        @io.memo.Memoize public String usual() { return "a"; }
                    }
                    @Component public static class Factories implements BeanFactoryPostProcessor {
                        public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {
                            factory.getBean(Fetched.class);
                            factory.registerSingleton("registered", new Registered());
                        }
                    }
                    @Component public static class Second implements BeanPostProcessor, org.springframework.core.Ordered {
                        public Second(Needed needed) { }
                        public int getOrder() { return 0; }
                    }
                }
                """;
        try (OutsideApplication shop =
                OutsideApplication.in(folder).woven(Weaving.PROXIES).start(aspect, early)) {
            assertThat(shop.bean(Memoizer.class).methods())
                    .extracting(MemoizedMethod::name)
                    .containsExactly("Usual.usual");
        }
        assertThat(output)
                .contains(
                        "Tracing.traced() in bean class shop.Tracing is not memoized: its bean is an aspect",
                        "Early.Fetched.fetched() in bean class shop.Early$Fetched",
                        "Early.Needed.needed() in bean class shop.Early$Needed",
                        "is not memoized: its bean was made before Spring's proxies,",
                        "Registered.registered() in bean class shop.Early$Registered is not memoized: its bean was made"
                                + " elsewhere and only registered")
                .doesNotContain("Usual.usual() in bean class");
    }

    @Test
    @DisplayName("Issue 12.6: behind a JDK proxy the methods of interfaces are memoized, others reported")
    void jdkProxyHasMethodsOfInterfaces(CapturedOutput output) {
        String bank = """
                package shop;
                @org.springframework.stereotype.Component("bank")
                public class Bank implements Rates {
                    public String rate(String currency) { io.memo.acceptance.Runs.ran("rate"); return currency; }
                    @io.memo.Memoize public String own() { return "own"; }
                }
                """;
        try (OutsideApplication shop = OutsideApplication.in(folder)
                .woven(Weaving.PROXIES)
                .property("spring.aop.proxy-target-class", "false")
                .start(RATES, bank)) {
            assertThat(rate(shop, "bank")).isEqualTo(rate(shop, "bank"));
            assertThat(Runs.of("rate")).isOne();
            assertThat(shop.bean(Memoizer.class).methods())
                    .extracting(MemoizedMethod::name)
                    .containsExactly("Bank.rate");
        }
        assertThat(output)
                .contains("Bank.own() in bean class shop.Bank is not memoized: its bean is a JDK proxy")
                .doesNotContain("Rates.rate", "Bank.rate(");
    }

    @Test
    @DisplayName("Issue 12.6: a package-private @HttpExchange client answers, and hits")
    void packagePrivateClient() {
        String client = """
                package shop;
                import org.springframework.web.service.annotation.*;
                @HttpExchange
                interface Client {
                    @io.memo.Memoize(ttl = "1h")
                    @GetExchange("/items/{id}")
                    String get(@org.springframework.web.bind.annotation.PathVariable("id") long id);
                }
                """;
        String configuration = """
                package shop;
                import org.springframework.context.annotation.*;
                import org.springframework.http.*;
                import org.springframework.web.client.RestClient;
                import org.springframework.web.client.support.RestClientAdapter;
                import org.springframework.web.service.invoker.HttpServiceProxyFactory;
                @Configuration(proxyBeanMethods = false)
                class Clients {
                    @Bean Client client() {
                        RestClient rest = RestClient.builder().requestInterceptor((request, body, execution) -> {
                            io.memo.acceptance.Runs.ran("get");
                            org.springframework.mock.http.client.MockClientHttpResponse response =
                                    new org.springframework.mock.http.client.MockClientHttpResponse(
                                            request.getURI().getPath().getBytes(), HttpStatus.OK);
                            response.getHeaders().setContentType(MediaType.TEXT_PLAIN);
                            return response;
                        }).baseUrl("http://localhost").build();
                        return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(rest)).build()
                                .createClient(Client.class);
                    }
                }
                """;
        String caller = """
                package shop;
                @org.springframework.stereotype.Service
                public class Caller {
                    private final Client client;
                    Caller(Client client) { this.client = client; }
                    public String get(long id) { return client.get(id); }
                    @io.memo.Memoize(ttl = "1h")
                    public String twice(long id) { return client.get(id) + client.get(id + 1); }
                }
                """;
        try (OutsideApplication shop = OutsideApplication.in(folder).start(client, configuration, caller)) {
            assertThat(shop.<String>call("shop.Caller", "get", 7L)).isEqualTo("/items/7");
            assertThat(shop.<String>call("shop.Caller", "get", 7L)).isEqualTo("/items/7");
            assertThat(Runs.of("get")).isOne();
            assertThat(shop.<String>call("shop.Caller", "twice", 7L)).isEqualTo("/items/7/items/8");
            assertThat(shop.<String>call("shop.Caller", "twice", 7L)).isEqualTo("/items/7/items/8");
            assertThat(Runs.of("get")).isEqualTo(2);
        }
    }
}
