package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.FailedPart;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the code of a memoized method can read counts, wherever Spring put it; and nothing else does. */
class ExternalVariablesTests {

    @TempDir
    private Path folder;

    @BeforeEach
    void resetRuns() {
        Runs.reset();
    }

    @Test
    @DisplayName("6.6, X03: inherited, nested and static fields")
    void inheritedNestedAndStaticFields() {
        String base = """
                package shop;
                public abstract class Base {
                    private int inherited = 1;
                    public void setInherited(int value) { inherited = value; }
                    int inherited() { return inherited; }
                }
                """;
        String nested = """
                package shop;
                public class Nested {
                    static int shared = 1;
                    int read = 1;
                    int unread = 1;
                }
                """;
        String quotes = service("extends Base", """
                private final Nested nested = new Nested();
                private int ownUnread;
                public void set(String field, int value) {
                    switch (field) {
                        case "shared" -> Nested.shared = value;
                        case "read" -> nested.read = value;
                        case "ownUnread" -> ownUnread = value;
                        default -> nested.unread = value;
                    }
                }
                """, "inherited() + nested.read + Nested.shared");
        try (OutsideApplication shop = OutsideApplication.in(folder).start(base, nested, quotes)) {
            misses(shop, () -> {});
            hits(shop, () -> {});
            misses(shop, () -> shop.call("shop.Quotes", "setInherited", 2));
            misses(shop, () -> shop.call("shop.Quotes", "set", "read", 2));
            misses(shop, () -> shop.call("shop.Quotes", "set", "shared", 2));
            hits(shop, () -> shop.call("shop.Quotes", "set", "unread", 2));
            hits(shop, () -> shop.call("shop.Quotes", "set", "ownUnread", 2));
        }
    }

    @Test
    @DisplayName("6.6: beans behind class proxies, properties objects")
    void injectedBeansAreReadBehindTheirProxies() {
        String rates = """
                package shop;
                @org.springframework.stereotype.Component
                public class Rates {
                    private int rate = 1;
                    public void setRate(int rate) { this.rate = rate; }
                    public int rate() { return rate; }
                    @io.memo.Memoize public int proxied() { return 1; }
                }
                """;
        String settings = """
                package shop;
                @org.springframework.stereotype.Component
                @org.springframework.boot.context.properties.ConfigurationProperties("shop")
                public class Settings {
                    private int discount = 1;
                    private int unread = 1;
                    public int getDiscount() { return discount; }
                    public void setDiscount(int discount) { this.discount = discount; }
                    public void setUnread(int unread) { this.unread = unread; }
                }
                """;
        String quotes = service("", """
                private final Rates rates;
                private final Settings settings;
                public Quotes(Rates rates, Settings settings) { this.rates = rates; this.settings = settings; }
                """, "rates.rate() + settings.getDiscount()");
        try (OutsideApplication shop =
                OutsideApplication.in(folder).property("shop.discount", "5").start(rates, settings, quotes)) {
            misses(shop, () -> {});
            hits(shop, () -> {});
            misses(shop, () -> shop.call("shop.Rates", "setRate", 2));
            misses(shop, () -> shop.call("shop.Settings", "setDiscount", 6));
            hits(shop, () -> shop.call("shop.Settings", "setUnread", 6));
        }
    }

    @Test
    @DisplayName("6.6, C13: collections of strategies, lambdas in maps, an interface behind a JDK proxy")
    void strategiesInCollectionsCount() {
        String strategy = "package shop; public interface Strategy { int price(); }";
        String gold = """
                package shop;
                @org.springframework.stereotype.Component
                public class Gold implements Strategy {
                    private int price = 1;
                    public void setPrice(int price) { this.price = price; }
                    public int price() { return price; }
                }
                """;
        String memoized = """
                package shop;
                @org.springframework.stereotype.Component
                public class Silver implements Strategy {
                    public static int price = 1;
                    private int own = 1;
                    public static void change(int value) { price = value; }
                    @io.memo.Memoize public int price() { return price + own; }
                }
                """;
        String quotes =
                service("", """
                private final java.util.List<Strategy> strategies;
                private java.util.Map<String, java.util.function.IntUnaryOperator> steps = new java.util.HashMap<>();
                public Quotes(java.util.List<Strategy> strategies) { this.strategies = strategies; step(1); }
                public void step(int factor) { steps.put("step", n -> n * factor); }
                """, "steps.get(\"step\").applyAsInt(strategies.stream().mapToInt(Strategy::price).sum())");
        try (OutsideApplication shop = OutsideApplication.in(folder)
                .property("spring.aop.proxy-target-class", "false")
                .start(strategy, gold, memoized, quotes)) {
            misses(shop, () -> {});
            hits(shop, () -> {});
            misses(shop, () -> shop.call("shop.Gold", "setPrice", 2));
            misses(shop, () -> shop.call("shop.Quotes", "step", 2));
            misses(shop, () -> invokeStatic(shop, "shop.Silver", "change", 2));
        }
    }

    @Test
    @DisplayName("1.5, 6.6, C13: what lambdas read that other beans put into a map, in fields of both and in statics")
    void lambdasOfOtherBeans() {
        String registrar = """
                package shop;
                @org.springframework.stereotype.Component
                public class Registrar {
                    static int step = 1;
                    private int factor = 1;
                    private int unread = 1;
                    public static void step(int value) { step = value; }
                    public void setFactor(int factor) { this.factor = factor; }
                    public Registrar(java.util.List<Holder> holders) {
                        for (Holder holder : holders) {
                            Quotes quotes = holder.quotes();
                            holder.accept(() -> quotes.rate * factor + step);
                        }
                    }
                }
                """;
        String holder = """
                package shop;
                public interface Holder extends java.util.function.Consumer<java.util.function.IntSupplier> {
                    Quotes quotes();
                }
                """;
        String wiring = """
                package shop;
                @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
                public class Wiring {
                    @org.springframework.context.annotation.Bean
                    public Holder holder(Quotes proxy) {
                        Quotes quotes = (Quotes) org.springframework.aop.framework.AopProxyUtils.getSingletonTarget(proxy);
                        return new Holder() {
                            public Quotes quotes() { return quotes; }
                            public void accept(java.util.function.IntSupplier handler) {
                                handlers(quotes).put("all", handler);
                            }
                        };
                    }
                    @SuppressWarnings("unchecked")
                    private static java.util.Map<Object, Object> handlers(Quotes quotes) {
                        try {
                            return (java.util.Map<Object, Object>) quotes.getClass().getField("handlers").get(quotes);
                        } catch (ReflectiveOperationException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                }
                """;
        String quotes = service("", """
                public final java.util.Map<String, java.util.function.IntSupplier> handlers = new java.util.HashMap<>();
                int rate = 1;
                private int unread = 1;
                public void setRate(int rate) { this.rate = rate; }
                public void setUnread(int unread) { this.unread = unread; }
                """, "handlers.get(\"all\").getAsInt()");
        try (OutsideApplication shop = OutsideApplication.in(folder).start(holder, registrar, wiring, quotes)) {
            misses(shop, () -> {});
            hits(shop, () -> {});
            misses(shop, () -> shop.call("shop.Quotes", "setRate", 2));
            misses(shop, () -> shop.call("shop.Registrar", "setFactor", 2));
            misses(shop, () -> invokeStatic(shop, "shop.Registrar", "step", 2));
            hits(shop, () -> shop.call("shop.Quotes", "setUnread", 2));
        }
    }

    @Test
    @DisplayName(
            "1.5, 4.5, 6.6: what the lambda of an argument reads of the bean that made it, and of those behind that")
    void lambdaOfArgumentReadsItsBean() {
        String scale = """
                package shop;
                @org.springframework.stereotype.Component
                public class Scale {
                    private int step = 1;
                    private int unread = 1;
                    public int step() { return step; }
                    public void setStep(int step) { this.step = step; }
                    public void setUnread(int unread) { this.unread = unread; }
                    @io.memo.Memoize public int proxied() { return 1; }
                }
                """;
        String caller = """
                package shop;
                @org.springframework.stereotype.Component
                public class Caller {
                    private final Quotes quotes;
                    private final Scale scale;
                    private final java.util.concurrent.locks.Lock lock = new java.util.concurrent.locks.ReentrantLock();
                    private int factor = 1;
                    private int unread = 1;
                    public Caller(Quotes quotes, Scale scale) { this.quotes = quotes; this.scale = scale; }
                    public void setFactor(int factor) { this.factor = factor; }
                    public void setUnread(int unread) { this.unread = unread; }
                    public int ask() {
                        lock.lock();
                        try {
                            return quotes.price(x -> x * this.factor + scale.step());
                        } finally {
                            lock.unlock();
                        }
                    }
                    @io.memo.Memoize public int proxied() { return 1; }
                }
                """;
        String quotes = """
                package shop;
                @org.springframework.stereotype.Service
                public class Quotes {
                    @io.memo.Memoize
                    public int price(java.util.function.IntUnaryOperator operator) {
                        io.memo.acceptance.Runs.ran("price");
                        return operator.applyAsInt(1);
                    }
                }
                """;
        try (OutsideApplication shop = OutsideApplication.in(folder).start(scale, caller, quotes)) {
            asks(shop, 1, () -> {});
            asks(shop, 0, () -> {});
            asks(shop, 1, () -> shop.call("shop.Caller", "setFactor", 2));
            asks(shop, 1, () -> shop.call("shop.Scale", "setStep", 2));
            asks(shop, 0, () -> shop.call("shop.Caller", "setUnread", 2));
            asks(shop, 0, () -> shop.call("shop.Scale", "setUnread", 2));
            asks(shop, 0, () -> shop.call("shop.Caller", "setFactor", 2));
        }
    }

    @Test
    @DisplayName("6.6, X14: @Lazy, ObjectProvider, library beans by name, loggers as nothing")
    void lazyProvidersAndLibraryBeans() {
        String rates = """
                package shop;
                @org.springframework.stereotype.Component
                @org.springframework.context.annotation.Lazy
                public class Rates {
                    private int rate = 1;
                    public void setRate(int rate) { this.rate = rate; }
                    public int rate() { return rate; }
                }
                """;
        String quotes = service("", """
                private static final org.slf4j.Logger log = org.slf4j.LoggerFactory.getLogger(Quotes.class);
                private final Rates rates;
                private final org.springframework.beans.factory.ObjectProvider<Rates> provider;
                private final org.springframework.core.env.Environment environment;
                private final org.springframework.context.ApplicationContext context;
                private final org.springframework.context.ApplicationEventPublisher publisher;
                private final org.springframework.core.io.ResourceLoader resources;
                public Quotes(@org.springframework.context.annotation.Lazy Rates rates,
                        org.springframework.beans.factory.ObjectProvider<Rates> provider,
                        org.springframework.core.env.Environment environment,
                        org.springframework.context.ApplicationContext context,
                        org.springframework.context.ApplicationEventPublisher publisher,
                        org.springframework.core.io.ResourceLoader resources) {
                    this.rates = rates; this.provider = provider; this.environment = environment; this.context = context;
                    this.publisher = publisher; this.resources = resources;
                }
                private String all() { log.info("called"); return "" + environment + context + publisher + resources; }
                """, "rates.rate() + provider.getObject().rate() + (all() == null ? 1 : 0)");
        try (OutsideApplication shop = OutsideApplication.in(folder).start(rates, quotes)) {
            misses(shop, () -> {});
            hits(shop, () -> {});
            misses(shop, () -> shop.call("shop.Rates", "setRate", 2));
        }
    }

    @Test
    @DisplayName("6.5, 6.6: a request-scoped bean outside a request costs the cache, not the call; inside it is read")
    void requestScope() {
        String visitor = """
                package shop;
                import org.springframework.context.annotation.*;
                @org.springframework.stereotype.Component
                @org.springframework.web.context.annotation.RequestScope
                public class Visitor {
                    private String name = "nobody";
                    public void setName(String name) { this.name = name; }
                    public String name() { return name; }
                }
                """;
        String quotes = service("", """
                private final Visitor visitor;
                public Quotes(Visitor visitor) { this.visitor = visitor; }
                """, "visitor.name().length()");
        try (OutsideApplication shop = OutsideApplication.in(folder)
                .web()
                .property("memo.methods.Quotes.price.suppress-warnings", "user-context")
                .start(visitor, quotes)) {
            org.springframework.web.context.request.RequestContextHolder.setRequestAttributes(
                    new org.springframework.web.context.request.ServletRequestAttributes(
                            new org.springframework.mock.web.MockHttpServletRequest()));
            try {
                misses(shop, () -> {});
                hits(shop, () -> {});
                misses(shop, () -> shop.call("shop.Visitor", "setName", "Ann"));
                hits(shop, () -> {});
            } finally {
                org.springframework.web.context.request.RequestContextHolder.resetRequestAttributes();
            }
            assertThat(shop.memoized("Quotes.price").figures().errors().get(FailedPart.KEY))
                    .isZero();
        }
    }

    @Test
    @DisplayName("3.5, 6.5: what the method itself changes keeps its result from being stored")
    void writtenAndRead() {
        String quotes = service("", "private int calls;", "++calls");
        try (OutsideApplication shop = OutsideApplication.in(folder).start(quotes)) {
            misses(shop, () -> {});
            misses(shop, () -> {});
            assertThat(shop.memoized("Quotes.price").figures().entries()).isZero();
        }
    }

    private static void misses(OutsideApplication shop, Runnable change) {
        assertThat(runsAfter(shop, change))
                .as("runs of the call after the change")
                .isOne();
    }

    private static void hits(OutsideApplication shop, Runnable change) {
        assertThat(runsAfter(shop, change))
                .as("runs of the call after the change")
                .isZero();
    }

    private static int runsAfter(OutsideApplication shop, Runnable change) {
        change.run();
        int before = Runs.of("price");
        shop.call("shop.Quotes", "price");
        return Runs.of("price") - before;
    }

    private static void asks(OutsideApplication shop, int runs, Runnable change) {
        change.run();
        int before = Runs.of("price");
        shop.call("shop.Caller", "ask");
        assertThat(Runs.of("price") - before)
                .as("runs of the call after the change")
                .isEqualTo(runs);
    }

    private static void invokeStatic(OutsideApplication shop, String type, String method, int argument) {
        try {
            shop.type(type).getMethod(method, int.class).invoke(null, argument);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String service(String inherits, String members, String result) {
        return """
                package shop;
                @org.springframework.stereotype.Service
                public class Quotes %s {
                    %s
                    @io.memo.Memoize
                    public Integer price() { io.memo.acceptance.Runs.ran("price"); return %s; }
                }
                """.formatted(inherits, members, result);
    }
}
