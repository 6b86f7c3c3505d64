package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.InvalidMemoizeException;
import io.memo.Memoizer;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What a cache would hide is reported once when the application starts, by method and place, with a remedy. */
@DisplayName("6.5")
@ExtendWith(OutputCaptureExtension.class)
class FindingsTests {

    private static final String TAX = """
            package shop;
            @org.springframework.stereotype.Component
            public class Tax {
                public int rate() {
                    return java.time.LocalDate.now().getYear() > 2030 ? 21 : 19;
                }
            }
            """;

    private static final String QUOTES = """
            package shop;
            @org.springframework.stereotype.Service
            public class Quotes {
                private final Tax tax;
                public Quotes(Tax tax) { this.tax = tax; }
                @io.memo.Memoize()
                public Long price(long product) {
                    return product * tax.rate();
                }
                public Long total() {
                    return price(1)
                        + price(2);
                }
            }
            """;

    private static final String CLOCK = "[clock] Quotes.price reads the clock: shop.Tax.rate(Tax.java:5) calls"
            + " java.time.LocalDate.now(). A hit returns what an earlier time gave: pass the time as an argument, or set a"
            + " ttl, or accept it with suppressWarnings = \"clock\".";

    private static final String SELF_CALL = "[self-call] Quotes.price is called past its proxy:"
            + " shop.Quotes.total(Quotes.java:11) calls price on this (+ 1 more). Such a call is not memoized: move the"
            + " caller to another bean, or call through an injected reference, or accept it with suppressWarnings ="
            + " \"self-call\".";

    @TempDir
    private Path folder;

    private static String attributes(String attributes) {
        return QUOTES.replace("Memoize()", "Memoize(" + attributes + ")");
    }

    @Test
    @DisplayName("one report, exact to the word, and the same in the method's warnings")
    void findingsAreReportedOnce(CapturedOutput output) {
        try (OutsideApplication shop =
                OutsideApplication.in(folder).woven(Weaving.PROXIES).start(QUOTES, TAX)) {
            assertThat(output.toString().split("finding\\(s\\) about @Memoize methods", -1))
                    .hasSize(2);
            assertThat(output)
                    .contains("WARN", "io.memo.startup", "2 finding(s) about @Memoize methods:")
                    .contains("- " + CLOCK)
                    .contains("- " + SELF_CALL);
            assertThat(shop.memoized("Quotes.price").warnings())
                    .containsExactly(
                            CLOCK,
                            SELF_CALL.replace(" (+ 1 more)", ""),
                            SELF_CALL.replace(":11) calls price on this (+ 1 more)", ":12) calls price on this"));
        }
    }

    @Test
    @DisplayName("memo.warnings=fail")
    void findingsCanStopTheApplication() {
        assertThatThrownBy(() -> OutsideApplication.in(folder)
                        .woven(Weaving.PROXIES)
                        .property("memo.warnings", "fail")
                        .start(QUOTES, TAX)
                        .close())
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessageContaining(CLOCK)
                .hasMessageContaining(SELF_CALL);
    }

    @Test
    @DisplayName("memo.warnings=off")
    void findingsCanBeLeftAlone(CapturedOutput output) {
        try (OutsideApplication shop =
                OutsideApplication.in(folder).property("memo.warnings", "off").start(QUOTES, TAX)) {
            assertThat(output).doesNotContain("finding(s)");
            assertThat(shop.memoized("Quotes.price").warnings()).isEmpty();
        }
    }

    @Test
    @DisplayName("suppressWarnings accepts one code, by annotation or by property")
    void eachCodeCanBeAccepted(CapturedOutput output) {
        try (OutsideApplication shop = OutsideApplication.in(folder)
                .woven(Weaving.PROXIES)
                .start(attributes("suppressWarnings = \"clock\""), TAX)) {
            assertThat(output).contains("1 finding(s)", SELF_CALL).doesNotContain("[clock]");
            assertThat(shop.memoized("Quotes.price").warnings())
                    .hasSize(2)
                    .allMatch(warning -> warning.startsWith("[self-call]"));
        }
        try (OutsideApplication shop = OutsideApplication.in(folder)
                .property("memo.warnings", "fail")
                .property("memo.methods.Quotes.price.suppress-warnings", "clock,self-call")
                .start(QUOTES, TAX)) {
            assertThat(shop.memoized("Quotes.price").warnings()).isEmpty();
        }
    }

    @Test
    @DisplayName("a ttl answers the clock and data from outside")
    void ttlIsARemedy(CapturedOutput output) {
        try (OutsideApplication shop = OutsideApplication.in(folder)
                .start(attributes("ttl = \"10m\", suppressWarnings = \"self-call\""), TAX)) {
            assertThat(shop.bean(Memoizer.class).methods()).hasSize(1);
            assertThat(output).doesNotContain("finding(s)");
        }
    }

    @Test
    @DisplayName("I/O without a ttl, unless a hasher says what the file is known by")
    void filesThatAHasherKnows(CapturedOutput output) {
        String reader = """
                package shop;
                @org.springframework.stereotype.Service
                public class Reader {
                    @io.memo.Memoize
                    public String text(FileReference file) throws Exception {
                        return java.nio.file.Files.readString(file.path());
                    }
                }
                """;
        String reference = "package shop; public record FileReference(java.nio.file.Path path) { }";
        String hashing = """
                package shop;
                @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
                public class Hashing {
                    @org.springframework.context.annotation.Bean io.memo.Hasher<FileReference> byContent() {
                        return file -> java.nio.file.Files.readAllBytes(file.path());
                    }
                }
                """;
        OutsideApplication.in(folder.resolve("one")).start(reader, reference).close();
        assertThat(output)
                .contains(
                        "[io-without-ttl] Reader.text reads from outside and has no ttl: shop.Reader.text(Reader.java:6)"
                                + " calls java.nio.file.Files.readString(java.nio.file.Path).");
        OutsideApplication.in(folder.resolve("two"))
                .property("memo.warnings", "fail")
                .start(reader, reference, hashing)
                .close();
    }

    @Test
    @DisplayName(
            "I/O without a ttl: Kotlin's and Spring's ways to read a file are answered by its hasher, the network is not")
    void filesThatLibrariesRead() {
        String reader = """
                package shop;
                import io.memo.Memoize;
                import java.io.File;
                import java.nio.charset.StandardCharsets;
                @org.springframework.stereotype.Service
                public class Reader {
                    @Memoize public String text(File file) { return kotlin.io.FilesKt.readText(file, StandardCharsets.UTF_8); }
                    @Memoize public byte[] bytes(File file) throws Exception { return org.springframework.util.FileCopyUtils.copyToByteArray(file); }
                    @Memoize public byte[] network(File file) throws Exception {
                        return kotlin.io.TextStreamsKt.readBytes(new java.net.URI("http://" + file).toURL());
                    }
                }
                """;
        String hashing = """
                package shop;
                import org.springframework.context.annotation.*;
                @Configuration(proxyBeanMethods = false)
                public class Hashing {
                    @Bean io.memo.Hasher<java.io.File> byContent() { return file -> java.nio.file.Files.readAllBytes(file.toPath()); }
                }
                """;
        try (OutsideApplication shop = OutsideApplication.in(folder).start(reader, hashing)) {
            assertThat(shop.memoized("Reader.text").warnings()).isEmpty();
            assertThat(shop.memoized("Reader.bytes").warnings()).isEmpty();
            assertThat(shop.memoized("Reader.network").warnings())
                    .singleElement()
                    .asString()
                    .startsWith("[io-without-ttl]");
        }
    }

    @Test
    @DisplayName("a bean of each session is bound to a user")
    void scopedBeanIsFound() {
        String basket = """
                package shop;
                import org.springframework.context.annotation.*;
                @org.springframework.stereotype.Component
                @Scope(value = "session", proxyMode = ScopedProxyMode.TARGET_CLASS)
                public class Basket { private int items; public int items() { return items; } }
                """;
        String service = """
                package shop;
                @org.springframework.stereotype.Service
                public class Offers {
                    private final Basket basket;
                    public Offers(Basket basket) { this.basket = basket; }
                    @io.memo.Memoize public String best() { return "for " + basket.items(); }
                }
                """;
        assertThatThrownBy(() -> OutsideApplication.in(folder)
                        .web()
                        .start(basket, service)
                        .close())
                .hasMessageContaining(
                        "[user-context] Offers.best reads what belongs to a user or a request: shop.Offers.basket holds a bean"
                                + " of scope 'session'. A hit may return what another user got: pass what is read as an argument,"
                                + " or accept it with suppressWarnings = \"user-context\".");
    }

    @Test
    @DisplayName("no false alarm on a service with a repository, logging, formatting and a constructor")
    void plainServiceIsSilent() {
        String order = """
                package shop;
                public class Order {
                    private final long id; private java.time.Instant changed; private State state = State.OPEN;
                    public enum State { OPEN, PAID }
                    public Order(long id) { this.id = id; }
                    public void pay() { state = State.PAID; changed = java.time.Instant.now(); }
                    public long getId() { return id; }
                    public State getState() { return state; }
                }
                """;
        String repository = """
                package shop;
                public interface OrderRepository {
                    java.util.Optional<Order> findById(long id);
                    java.util.List<Order> findByState(Order.State state);
                    Order save(Order order);
                }
                """;
        String memory = """
                package shop;
                @org.springframework.stereotype.Repository
                public class JdbcOrders implements OrderRepository {
                    private final javax.sql.DataSource source = null;
                    public java.util.Optional<Order> findById(long id) {
                        try (java.sql.Connection c = source.getConnection()) { return java.util.Optional.of(new Order(id)); }
                        catch (java.sql.SQLException e) { throw new IllegalStateException(e); }
                    }
                    public java.util.List<Order> findByState(Order.State state) { return java.util.List.of(); }
                    public Order save(Order order) { return order; }
                }
                """;
        String service = """
                package shop;
                @org.springframework.stereotype.Service
                public class Orders {
                    private static final org.slf4j.Logger log = org.slf4j.LoggerFactory.getLogger(Orders.class);
                    private final OrderRepository repository;
                    public Orders(OrderRepository repository) { this.repository = repository; }
                    @io.memo.Memoize(ttl = "1m")
                    public String find(long id) {
                        log.info("looking for {}", id);
                        return repository.findById(id).map(this::describe).orElse("none");
                    }
                    @io.memo.Memoize(ttl = "1m")
                    public Integer open() { return repository.findByState(Order.State.OPEN).size(); }
                    public void pay(long id) { repository.findById(id).ifPresent(order -> { order.pay(); repository.save(order); }); }
                    private String describe(Order order) {
                        return switch (order.getState()) {
                            case OPEN -> String.format("order %d since %s", order.getId(), java.time.LocalDate.of(2020, 1, 1));
                            case PAID -> "paid " + order;
                        };
                    }
                }
                """;
        try (OutsideApplication shop = OutsideApplication.in(folder)
                .property("memo.warnings", "fail")
                .start(order, repository, memory, service)) {
            assertThat(shop.bean(Memoizer.class).methods())
                    .hasSize(2)
                    .allSatisfy(method -> assertThat(method.warnings()).isEmpty());
        }
    }
}
