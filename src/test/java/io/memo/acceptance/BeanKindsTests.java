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

/** The ways in which Spring makes beans, and puts proxies around them. */
@ExtendWith(OutputCaptureExtension.class)
class BeanKindsTests {

    private static final String CLIENT = """
            package shop;
            public interface Client {
                @io.memo.Memoize
                String get(long id);
            }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void resetRuns() {
        Runs.reset();
    }

    @Test
    @DisplayName("6.2: a client that is a JDK proxy of an annotated interface")
    void interfaceClientIsMemoized() {
        String configuration = """
                package shop;
                import org.springframework.context.annotation.*;
                @Configuration(proxyBeanMethods = false)
                public class Clients {
                    @Bean Client client() {
                        return (Client) java.lang.reflect.Proxy.newProxyInstance(
                                Client.class.getClassLoader(), new Class<?>[] {Client.class}, (proxy, method, arguments) -> {
                                    if (method.getDeclaringClass() == Object.class) {
                                        return method.getName().equals("hashCode") ? (Object) 1 : "client";
                                    }
                                    io.memo.acceptance.Runs.ran("get");
                                    return "item " + arguments[0];
                                });
                    }
                }
                """;
        try (OutsideApplication shop =
                OutsideApplication.in(folder).property("memo.warnings", "fail").start(CLIENT, configuration)) {
            Object client = shop.context().getBean("client");
            assertThat(OutsideApplication.<String>invoke(client, "get", 1L))
                    .isSameAs(OutsideApplication.invoke(client, "get", 1L));
            assertThat(Runs.of("get")).isOne();
            assertThat(shop.memoized("Client.get").figures().hits()).isOne();
        }
    }

    @Test
    @DisplayName("4.5: the product of a factory bean is hashed by its bean name")
    void factoryProductIsNamed() {
        String factory = """
                package shop;
                @org.springframework.stereotype.Component("worker")
                public class Worker implements org.springframework.beans.factory.FactoryBean<Thread> {
                    public Thread getObject() { return new Thread("product"); }
                    public Class<?> getObjectType() { return Thread.class; }
                }
                """;
        String service = """
                package shop;
                @org.springframework.stereotype.Service
                public class Service {
                    @io.memo.Memoize
                    public String use(Thread worker) { io.memo.acceptance.Runs.ran("use"); return "used"; }
                }
                """;
        try (OutsideApplication shop = OutsideApplication.in(folder).start(factory, service)) {
            Object worker = shop.context().getBean("worker");
            shop.call("shop.Service", "use", worker);
            shop.call("shop.Service", "use", worker);
            assertThat(Runs.of("use")).isOne();
        }
    }

    @Test
    @DisplayName("1.4, L19: targets behind a scoped proxy share entries; no finding, no second method")
    void scopedProxyIsFollowed() {
        String scoped = """
                package shop;
                import org.springframework.context.annotation.*;
                @org.springframework.stereotype.Component("client")
                @Scope(value = "prototype", proxyMode = ScopedProxyMode.INTERFACES)
                public class ScopedClient implements Client {
                    public String get(long id) { io.memo.acceptance.Runs.ran("get"); return "item " + id; }
                }
                """;
        try (OutsideApplication shop =
                OutsideApplication.in(folder).property("memo.warnings", "fail").start(CLIENT, scoped)) {
            Object client = shop.context().getBean("client");
            OutsideApplication.invoke(client, "get", 1L);
            OutsideApplication.invoke(client, "get", 1L);
            assertThat(Runs.of("get")).isOne();
            assertThat(shop.bean(Memoizer.class).methods())
                    .extracting(MemoizedMethod::name)
                    .containsExactly("ScopedClient.get");
        }
    }

    @Test
    @DisplayName("S03: a bridge method is counted once")
    void genericInterface() {
        String repository = """
                package shop;
                public interface Repository<T> {
                    @io.memo.Memoize
                    String find(T id);
                }
                """;
        String implementation = """
                package shop;
                @org.springframework.stereotype.Component
                public class Items implements Repository<Long> {
                    public String find(Long id) { io.memo.acceptance.Runs.ran("find"); return "item " + id; }
                }
                """;
        try (OutsideApplication shop = OutsideApplication.in(folder).start(repository, implementation)) {
            Object items = shop.bean("shop.Items");
            OutsideApplication.invoke(items, "find", 1L);
            OutsideApplication.invoke(items, "find", 1L);
            assertThat(Runs.of("find")).isOne();
            assertThat(shop.bean(Memoizer.class).methods()).hasSize(1);
        }
    }

    @Test
    @DisplayName("6.6: a configuration class is read like any bean, though Spring subclasses it")
    void configurationClass() {
        String configuration = """
                package shop;
                @org.springframework.context.annotation.Configuration
                public class Settings {
                    private int factor = 2;
                    public void setFactor(int factor) { this.factor = factor; }
                    @io.memo.Memoize
                    public Integer twice(int n) { io.memo.acceptance.Runs.ran("twice"); return n * factor; }
                }
                """;
        try (OutsideApplication shop = OutsideApplication.in(folder).start(configuration)) {
            assertThat(shop.<Integer>call("shop.Settings", "twice", 4)).isEqualTo(8);
            shop.call("shop.Settings", "twice", 4);
            assertThat(Runs.of("twice")).isOne();
            shop.call("shop.Settings", "setFactor", 3);
            assertThat(shop.<Integer>call("shop.Settings", "twice", 4)).isEqualTo(12);
        }
    }

    @Test
    @DisplayName(
            "6.6, 6.4: a bean with @Lookup methods is read like any bean; what it looks up is said not to be tracked")
    void lookupMethods(CapturedOutput output) {
        String basket = """
                package shop;
                @org.springframework.stereotype.Component
                @org.springframework.context.annotation.Scope("prototype")
                public class Basket { public int size() { return 5; } }
                """;
        String service = """
                package shop;
                @org.springframework.stereotype.Service
                public abstract class Offers {
                    private int factor = 2;
                    public void setFactor(int factor) { this.factor = factor; }
                    @org.springframework.beans.factory.annotation.Lookup
                    protected abstract Basket basket();
                    @io.memo.Memoize
                    public Integer twice(int n) { io.memo.acceptance.Runs.ran("twice"); return n * factor; }
                    @io.memo.Memoize
                    public Integer filled() { io.memo.acceptance.Runs.ran("filled"); return factor * basket().size(); }
                }
                """;
        try (OutsideApplication shop = OutsideApplication.in(folder).start(basket, service)) {
            assertThat(shop.<Integer>call("shop.Offers", "twice", 4)).isEqualTo(8);
            shop.call("shop.Offers", "twice", 4);
            assertThat(shop.<Integer>call("shop.Offers", "filled")).isEqualTo(10);
            shop.call("shop.Offers", "filled");
            assertThat(Runs.of("twice")).isOne();
            assertThat(Runs.of("filled")).isOne();
            shop.call("shop.Offers", "setFactor", 3);
            assertThat(shop.<Integer>call("shop.Offers", "twice", 4)).isEqualTo(12);
            assertThat(shop.<Integer>call("shop.Offers", "filled")).isEqualTo(15);
            assertThat(output)
                    .contains(
                            "[not-tracked] Offers.filled does what its fingerprint cannot follow: shop.Offers.basket() gives a bean that Spring looks up,"
                                    + " whose fields are part of the key only if it is a singleton.")
                    .doesNotContain("[not-tracked] Offers.twice");
        }
    }

    @Test
    @DisplayName("1.5: a call that comes before memo is there runs")
    void callWhileHashersAreMade() {
        String hasher = """
                package shop;
                @org.springframework.stereotype.Component
                public class ThreadHasher implements io.memo.Hasher<Thread> {
                    public ThreadHasher(Items items) { items.count(1); items.count(1); }
                    public Object hash(Thread thread) { return thread.getName(); }
                }
                """;
        String items = """
                package shop;
                @org.springframework.stereotype.Component
                public class Items {
                    @io.memo.Memoize
                    public int count(int of) { io.memo.acceptance.Runs.ran("count"); return of; }
                }
                """;
        try (OutsideApplication shop = OutsideApplication.in(folder).start(hasher, items)) {
            assertThat(Runs.of("count")).isEqualTo(2);
            shop.call("shop.Items", "count", 1);
            shop.call("shop.Items", "count", 1);
            assertThat(Runs.of("count")).isEqualTo(3);
        }
    }

    @Test
    @DisplayName("2: a property about no method is reported; classes of one simple name get a hash each")
    void namesAndProperties(CapturedOutput output) {
        String one = """
                package shop.one;
                @org.springframework.stereotype.Component("one")
                public class Items {
                    @io.memo.Memoize public int count(int of) { return of; }
                }
                """;
        String two = one.replace("shop.one", "shop.two").replace("\"one\"", "\"two\"");
        try (OutsideApplication shop = OutsideApplication.in(folder)
                .property("memo.methods.Items.cuont.ttl", "1m")
                .start(one, two)) {
            assertThat(shop.bean(Memoizer.class).methods())
                    .extracting(method -> method.name().replaceAll("[0-9a-f]{8}$", "#"))
                    .containsExactly("Items.count-#", "Items.count-#");
            assertThat(output)
                    .contains("[unknown-method] the property memo.methods.Items.cuont.ttl is about no memoized method");
        }
    }
}
