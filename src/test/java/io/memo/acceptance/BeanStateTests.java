package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName(
        "SPEC 4.10, issue 13.1 to 13.3: state of beans that are values, and state that lies outside the application's fields")
class BeanStateTests {

    /** The bean, what the method reads of it, what changes it; and a field by which all is hashed as a whole, or none. */
    private static final String SHOP = """
            package shop;
            import io.memo.*;
            import java.util.*;
            import java.util.concurrent.*;
            import java.util.concurrent.atomic.*;
            import org.springframework.context.annotation.*;
            import org.springframework.stereotype.*;
            @Component
            public class Prices {
                private final %1$s held;
                %5$s
                public Prices(%1$s held) { this.held = held; }
                @Memoize(suppressWarnings = {"written-state", "not-tracked"})
                public String price(int id) { return id + ":" + (%3$s) + %6$s; }
                public void change() throws Exception { %4$s; }
                @Configuration(proxyBeanMethods = false)
                static class Beans {
                    @Bean static %1$s held() throws Exception { return %2$s; }
                }
            }
            """;

    @TempDir
    private Path folder;

    private void changes(String source) {
        try (OutsideApplication shop = OutsideApplication.in(folder).start(source)) {
            String before = shop.call("shop.Prices", "price", 1);
            assertThat(shop.<String>call("shop.Prices", "price", 1)).isEqualTo(before);
            assertThat(shop.memoized("Prices.price").figures().hits()).isOne();
            shop.call("shop.Prices", "change");
            String after = shop.call("shop.Prices", "price", 1);
            assertThat(after).isNotEqualTo(before);
            assertThat(shop.<String>call("shop.Prices", "price", 1)).isEqualTo(after);
            assertThat(shop.memoized("Prices.price").figures().hits()).isEqualTo(2);
        }
    }

    @ParameterizedTest(name = "issue 13.1: a bean of type {0}, alone and beside a list of the service's own")
    @CsvSource(
            delimiter = '|',
            value = {
                "AtomicLong | new AtomicLong(2) | held.get() | held.set(5)",
                "AtomicReference<String> | new AtomicReference<>(\"2\") | held.get() | held.set(\"5\")",
                "LongAdder | new LongAdder() | held.sum() | held.add(5)",
                "ArrayList<Integer> | new ArrayList<>(List.of(2)) | held.get(0) | held.set(0, 5)",
                "HashMap<String, Integer> | new HashMap<>(Map.of(\"vat\", 2)) | held.get(\"vat\") | held.put(\"vat\", 5)",
                "ConcurrentHashMap<String, Integer> | new ConcurrentHashMap<>(Map.of(\"vat\", 2)) | held.get(\"vat\") | held.put(\"vat\", 5)",
                "TreeSet<Integer> | new TreeSet<>(Set.of(2)) | held.first() | held.add(1)",
                "int[] | new int[] {2} | held[0] | held[0] = 5",
                "Properties | new Properties() | held.getProperty(\"vat\") | held.setProperty(\"vat\", \"5\")",
                "StringBuilder | new StringBuilder(\"2\") | held.toString() | held.append(5)",
                "BitSet | new BitSet() | held.cardinality() | held.set(5)",
                "IdentityHashMap<String, Integer> | new IdentityHashMap<>() | held.size() | held.put(\"vat\", 5)",
                "java.io.StringWriter | new java.io.StringWriter() | held.toString() | held.write(\"a\")",
                "org.springframework.http.HttpHeaders | new org.springframework.http.HttpHeaders() | held.getFirst(\"vat\") | held.set(\"vat\", \"5\")",
                "Date | new Date(2) | held.getTime() | held.setTime(5)",
                "org.springframework.util.LinkedMultiValueMap<String, Integer> | new org.springframework.util.LinkedMultiValueMap<>() | held.get(\"vat\") | held.add(\"vat\", 5)",
                "org.springframework.util.LinkedCaseInsensitiveMap<Integer> | new org.springframework.util.LinkedCaseInsensitiveMap<>() | held.get(\"vat\") | held.put(\"VAT\", 5)",
            })
    void beanThatIsAValue(String type, String made, String read, String change) {
        changes(SHOP.formatted(type, made, read, change, "", "\"\""));
        String beside = "private final ArrayList<String> own = new ArrayList<>(List.of(\"a\"));";
        changes(SHOP.formatted(type, made, read, change, beside, "own.size()"));
    }

    /** A bean of each type is given as an argument, alone and in a record, and is part of a result. */
    private static final String GIVEN = """
            package shop;
            import io.memo.*;
            import java.util.*;
            import java.util.concurrent.atomic.*;
            import org.springframework.context.annotation.*;
            import org.springframework.stereotype.*;
            @Component
            public class Given {
                public static class Own extends HashMap<Object, Object> { }
                public record Asked(int id, List<Object> of) {}
                @Memoize public String argument(Object given) { return said(given); }
                @Memoize public String part(Asked asked) { return asked.id() + said(asked.of().get(0)); }
                @Memoize(onMutation = MutationPolicy.RECOMPUTE) public Asked result(int id, @MemoIgnore Object given) { return new Asked(id, List.of(given)); }
                public static String said(Object given) {
                    return given instanceof int[] all ? Arrays.toString(all)
                            : given instanceof Optional<?> held ? held.get().toString() : given.toString();
                }
                public static void change(Object given) {
                    if (given instanceof AtomicLong number) { number.incrementAndGet(); }
                    else if (given instanceof int[] all) { all[0]++; }
                    else if (given instanceof StringBuilder text) { text.append("x"); }
                    else if (given instanceof Optional<?> held) { change(held.get()); }
                    else if (given instanceof Map map) { map.put("x" + map.size(), List.of()); }
                    else { ((Collection<Object>) given).add("x"); }
                }
                @Configuration(proxyBeanMethods = false)
                static class Beans {
                    @Bean static AtomicLong number() { return new AtomicLong(2); }
                    @Bean static ArrayList<Object> list() { return new ArrayList<>(); }
                    @Bean static HashMap<Object, Object> map() { return new HashMap<>(); }
                    @Bean static Own own() { return new Own(); }
                    @Bean static int[] array() { return new int[1]; }
                    @Bean static StringBuilder text() { return new StringBuilder(); }
                    @Bean static Properties properties() { return new Properties(); }
                    @Bean static Optional<AtomicLong> optional() { return Optional.of(new AtomicLong()); }
                    @Bean static org.springframework.util.LinkedMultiValueMap<Object, Object> spring() { return new org.springframework.util.LinkedMultiValueMap<>(); }
                }
            }
            """;

    @Test
    @DisplayName("SPEC 4.10, issue 13.1: such a bean counts by content as an argument, inside one, and in a result")
    void beanThatIsAValueInOtherPlaces() {
        try (OutsideApplication shop = OutsideApplication.in(folder).start(GIVEN)) {
            Class<?> asked = shop.type("shop.Given$Asked");
            for (String name :
                    List.of("number", "list", "map", "own", "array", "text", "properties", "optional", "spring")) {
                Object bean = shop.context().getBean(name);
                for (int i = 0; i < 2; i++) {
                    String said = shop.call("shop.Given", "said", bean);
                    assertThat(shop.<String>call("shop.Given", "argument", bean))
                            .as(name)
                            .isEqualTo(said);
                    Object question = made(asked, 1, List.of(bean));
                    assertThat(shop.<String>call("shop.Given", "part", question))
                            .as(name)
                            .isEqualTo(1 + said);
                    shop.call("shop.Given", "change", bean);
                }
                Object result = shop.call("shop.Given", "result", name.hashCode(), bean);
                assertThat(shop.<Object>call("shop.Given", "result", name.hashCode(), bean))
                        .isSameAs(result);
                shop.call("shop.Given", "change", bean);
                assertThat(shop.<Object>call("shop.Given", "result", name.hashCode(), bean))
                        .as(name)
                        .isNotSameAs(result);
            }
        }
    }

    private static Object made(Class<?> type, Object... arguments) {
        try {
            return type.getConstructors()[0].newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest(name = "issue 13.2: a hasher for a library's bean holds, beside: {0}")
    @ValueSource(strings = {"", "private final ArrayList<String> own = new ArrayList<>(List.of(\"a\"));"})
    void hasherForALibrarysBean(String beside) {
        String source = SHOP.formatted(
                "org.springframework.jdbc.datasource.DriverManagerDataSource",
                "new org.springframework.jdbc.datasource.DriverManagerDataSource(\"jdbc:one\")",
                "held.getUrl()",
                "held.setUrl(\"jdbc:two\")",
                beside,
                beside.isEmpty() ? "\"\"" : "own.size()");
        changes(source.replace("static class Beans {", """
                static class Beans {
                    @Bean static Hasher<org.springframework.jdbc.datasource.DriverManagerDataSource> byUrl() {
                        return source -> source.getUrl();
                    }
                """));
    }

    @ParameterizedTest(name = "issue 13.3: a proxy with a handler of the application's own, beside: {0}")
    @ValueSource(strings = {"", "private final ArrayList<String> own = new ArrayList<>(List.of(\"a\"));"})
    void proxyWithAHandler(String beside) {
        String handler = """
                public interface Tariff { int rate(); void rate(int rate); }
                static class Handler implements java.lang.reflect.InvocationHandler {
                    private int rate = 2;
                    public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] given) {
                        if (given != null && given.length == 1 && method.getName().equals("rate")) {
                            rate = (int) given[0];
                            return null;
                        }
                        return switch (method.getName()) {
                            case "rate" -> rate;
                            case "hashCode" -> 1;
                            case "toString" -> "tariff";
                            default -> proxy == given[0];
                        };
                    }
                }
                """;
        changes(SHOP.formatted(
                "Prices.Tariff",
                "(Prices.Tariff) java.lang.reflect.Proxy.newProxyInstance(Prices.class.getClassLoader(),"
                        + " new Class<?>[] {Prices.Tariff.class}, new Prices.Handler())",
                "held.rate()",
                "held.rate(5)",
                handler + beside,
                beside.isEmpty() ? "\"\"" : "own.size()"));
    }

    @ParameterizedTest(
            name = "issue 13.3: a proxy of Spring's with an interceptor of the application's own, beside: {0}")
    @ValueSource(strings = {"", "private final ArrayList<String> own = new ArrayList<>(List.of(\"a\"));"})
    void proxyWithAnInterceptor(String beside) {
        String interceptor = """
                public interface Tariff { int rate(); void rate(int rate); }
                static class Interceptor implements org.aopalliance.intercept.MethodInterceptor {
                    private int rate = 2;
                    public Object invoke(org.aopalliance.intercept.MethodInvocation call) {
                        if (call.getArguments().length == 1) {
                            rate = (int) call.getArguments()[0];
                            return null;
                        }
                        return rate;
                    }
                }
                """;
        changes(SHOP.formatted(
                "Prices.Tariff",
                "org.springframework.aop.framework.ProxyFactory.getProxy(Prices.Tariff.class, new Prices.Interceptor())",
                "held.rate()",
                "held.rate(5)",
                interceptor + beside,
                beside.isEmpty() ? "\"\"" : "own.size()"));
    }

    @Test
    @DisplayName("issue 13.3: a bean that extends a map")
    void beanThatIsAMap() {
        changes("""
                package shop;
                @org.springframework.stereotype.Component
                public class Prices extends java.util.HashMap<String, Integer> {
                    @io.memo.Memoize(suppressWarnings = "written-state")
                    public String price(int id) { return id + ":" + get("vat"); }
                    public void change() { put("vat", 5); }
                }
                """);
    }

    @Test
    @DisplayName("issue 13.3: two beans of one class, whose data sources lie in fields of a library's superclass")
    void fieldsOfALibrarysSuperclass() {
        String dao = """
                package shop;
                import org.springframework.context.annotation.*;
                import org.springframework.jdbc.core.support.JdbcDaoSupport;
                import org.springframework.jdbc.datasource.DriverManagerDataSource;
                public class PriceDao extends JdbcDaoSupport {
                    @io.memo.Memoize(ttl = "1h", suppressWarnings = "not-tracked")
                    public String price(int id) { return ((DriverManagerDataSource) getDataSource()).getUrl() + id; }
                    @Configuration(proxyBeanMethods = false)
                    static class Beans {
                        @Bean static PriceDao first() { return of("jdbc:one"); }
                        @Bean static PriceDao second() { return of("jdbc:two"); }
                        private static PriceDao of(String url) {
                            PriceDao dao = new PriceDao();
                            dao.setDataSource(new DriverManagerDataSource(url));
                            return dao;
                        }
                    }
                }
                """;
        try (OutsideApplication shop = OutsideApplication.in(folder).start(dao)) {
            Object first = shop.context().getBean("first");
            Object second = shop.context().getBean("second");
            for (int i = 0; i < 2; i++) {
                assertThat(OutsideApplication.<String>invoke(first, "price", 1)).isEqualTo("jdbc:one1");
                assertThat(OutsideApplication.<String>invoke(second, "price", 1))
                        .isEqualTo("jdbc:two1");
            }
            assertThat(shop.memoized("PriceDao.price").figures().hits()).isEqualTo(2);
        }
    }

    @ParameterizedTest(name = "issue 13.3: two declared clients of one interface, {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "beans, alone | first, second | client.rate(id)",
                "beans, beside a list | first, second | client.rate(id) + own.get(0)",
                "beans, in a list | first, second | clients.get(0).rate(id)",
                "made where they are used | Clients.of(\"one\"), Clients.of(\"two\") | client.rate(id)",
                "made where they are used, beside a list | Clients.of(\"one\"), Clients.of(\"two\") | client.rate(id) + own.get(0)",
            })
    void clientsOfOneInterface(String what, String made, String read) {
        String prices = """
                package shop;
                import java.util.*;
                import org.springframework.context.annotation.*;
                import org.springframework.web.service.annotation.GetExchange;
                public class Prices {
                    public interface Client { @GetExchange("/rate") String rate(@org.springframework.web.bind.annotation.RequestParam("id") int id); }
                    private final Client client;
                    private final List<Client> clients;
                    private final List<String> own = new ArrayList<>(List.of("a"));
                    Prices(Client client) { this.client = client; clients = new ArrayList<>(List.of(client)); }
                    @io.memo.Memoize(ttl = "1h") public String price(int id) { return %s; }
                    @Configuration(proxyBeanMethods = false)
                    static class Beans {
                        @Bean static Client first() { return Clients.of("one"); }
                        @Bean static Client second() { return Clients.of("two"); }
                        @Bean static Prices firstPrices(Client first, Client second) { return new Prices(List.of(%2$s).get(0)); }
                        @Bean static Prices secondPrices(Client first, Client second) { return new Prices(List.of(%2$s).get(1)); }
                    }
                }
                """.formatted(read, made);
        String clients = """
                package shop;
                import org.springframework.http.HttpStatus;
                import org.springframework.mock.http.client.MockClientHttpResponse;
                import org.springframework.web.client.RestClient;
                import org.springframework.web.client.support.RestClientAdapter;
                import org.springframework.web.service.invoker.HttpServiceProxyFactory;
                class Clients {
                    static Prices.Client of(String host) {
                        RestClient client = RestClient.builder().baseUrl("http://" + host).requestInterceptor((request, body, next) ->
                                new MockClientHttpResponse(request.getURI().getHost().getBytes(), HttpStatus.OK)).build();
                        return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client)).build().createClient(Prices.Client.class);
                    }
                }
                """;
        try (OutsideApplication shop = OutsideApplication.in(folder).start(prices, clients)) {
            Object first = shop.context().getBean("firstPrices");
            Object second = shop.context().getBean("secondPrices");
            for (int i = 0; i < 2; i++) {
                assertThat(OutsideApplication.<String>invoke(first, "price", 1)).startsWith("one");
                assertThat(OutsideApplication.<String>invoke(second, "price", 1))
                        .startsWith("two");
            }
            assertThat(shop.memoized("Prices.price").figures().hits()).as(what).isEqualTo(2);
        }
    }
}
