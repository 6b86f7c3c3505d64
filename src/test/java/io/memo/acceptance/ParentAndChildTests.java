package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

@DisplayName("Issue 13.4, SPEC 4.10: beans of one name in a parent and in its child contexts")
class ParentAndChildTests {

    /** One reads beans alone, the other one a list of its own besides, so that the whole state is read. */
    private static final String PRICES = """
            package shop;
            import io.memo.Memoize;
            import java.util.*;
            import java.util.concurrent.atomic.AtomicLong;
            import org.springframework.context.MessageSource;
            import org.springframework.util.MultiValueMap;
            public class Prices {
                private final MessageSource texts;
                private final AtomicLong vat;
                private final MultiValueMap<String, Integer> rates;
                protected final List<Integer> more = new ArrayList<>(List.of(1));
                public Prices(MessageSource texts, AtomicLong vat, MultiValueMap<String, Integer> rates) { this.texts = texts; this.vat = vat; this.rates = rates; }
                @Memoize public String text(int id) { return id + texts.getMessage("currency", null, Locale.ROOT); }
                @Memoize public long taxed(int id) { return id * vat.get(); }
                @Memoize public int rated(int id) { return id * rates.getFirst("EU"); }
                @Memoize public String textBesides(int id) { return id + texts.getMessage("currency", null, Locale.ROOT) + more; }
                @Memoize public long taxedBesides(int id) { return id * vat.get() * more.size(); }
                @Memoize public int ratedBesides(int id) { return id * rates.getFirst("EU") * more.size(); }
            }
            """;

    private static final String BEANS = """
            package shop;
            import java.util.Locale;
            import java.util.concurrent.atomic.AtomicLong;
            import org.springframework.context.annotation.*;
            import org.springframework.context.support.StaticMessageSource;
            import org.springframework.core.env.Environment;
            import org.springframework.util.*;
            @Configuration(proxyBeanMethods = false)
            public class Beans {
                @Bean StaticMessageSource texts(Environment environment) {
                    StaticMessageSource texts = new StaticMessageSource();
                    texts.addMessage("currency", Locale.ROOT, environment.getProperty("currency"));
                    return texts;
                }
                @Bean AtomicLong vat(Environment environment) { return new AtomicLong(environment.getProperty("vat", Long.class)); }
                @Bean MultiValueMap<String, Integer> rates(Environment environment) {
                    MultiValueMap<String, Integer> rates = new LinkedMultiValueMap<>();
                    rates.add("EU", environment.getProperty("vat", Integer.class));
                    return rates;
                }
                @Bean Prices prices(@org.springframework.beans.factory.annotation.Qualifier("texts") StaticMessageSource texts, AtomicLong vat, MultiValueMap<String, Integer> rates) {
                    return new Prices(texts, vat, rates);
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    @DisplayName(
            "Issue 13.4: one cache for the parent and its children: each gets its own value, and its own again as a hit")
    void onOneCache() {
        try (OutsideApplication shop = OutsideApplication.in(folder)
                        .property("currency", "EUR")
                        .property("vat", "2")
                        .start(PRICES, BEANS);
                AnnotationConfigApplicationContext one = child(shop, "USD", "3");
                AnnotationConfigApplicationContext other = child(shop, "YEN", "5")) {
            Object own = shop.bean("shop.Prices");
            Object first = one.getBean("prices");
            Object second = other.getBean("prices");
            for (int round = 0; round < 2; round++) {
                assertAnswers(own, "EUR", 2);
                assertAnswers(first, "USD", 3);
                assertAnswers(second, "YEN", 5);
            }
            for (String method :
                    new String[] {"text", "taxed", "rated", "textBesides", "taxedBesides", "ratedBesides"}) {
                assertThat(shop.memoized("Prices." + method).figures().misses())
                        .as(method)
                        .isEqualTo(3);
                assertThat(shop.memoized("Prices." + method).figures().hits())
                        .as(method)
                        .isEqualTo(3);
            }
        }
    }

    private static void assertAnswers(Object prices, String currency, int vat) {
        for (String besides : new String[] {"", "Besides"}) {
            String text = OutsideApplication.invoke(prices, "text" + besides, 7);
            assertThat(text).startsWith("7" + currency);
            long taxed = OutsideApplication.invoke(prices, "taxed" + besides, 7);
            assertThat(taxed).isEqualTo(7L * vat);
            int rated = OutsideApplication.invoke(prices, "rated" + besides, 7);
            assertThat(rated).isEqualTo(7 * vat);
        }
    }

    /** The parent's advice is around its beans. */
    private static AnnotationConfigApplicationContext child(OutsideApplication shop, String currency, String vat) {
        AnnotationConfigApplicationContext child = new AnnotationConfigApplicationContext();
        child.setClassLoader(shop.type("shop.Beans").getClassLoader());
        child.setParent(shop.context());
        child.getEnvironment()
                .getPropertySources()
                .addFirst(new org.springframework.core.env.MapPropertySource(
                        "own", java.util.Map.of("currency", currency, "vat", vat)));
        child.register(AopAutoConfiguration.class, shop.type("shop.Beans"));
        child.refresh();
        return child;
    }
}
