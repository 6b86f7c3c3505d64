package shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.WarmUp;
import io.memo.spring.test.AutoConfigureMemo;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** 10.5: tests run no warm-ups unless they say so. */
class WarmUpsInTestsTests {

    @Configuration(proxyBeanMethods = false)
    static class Counted {

        @Bean
        AtomicInteger runs() {
            return new AtomicInteger();
        }

        @Bean
        WarmUp counting(AtomicInteger runs) {
            return runs::incrementAndGet;
        }
    }

    @Nested
    @SpringBootTest(classes = Shop.class)
    @Import(Counted.class)
    class ByDefault {

        @Test
        @DisplayName("10.5: a test that says nothing of warm-ups has none")
        void noneRuns(@Autowired AtomicInteger runs) {
            assertThat(runs).hasValue(0);
        }
    }

    @Nested
    @SpringBootTest(classes = Shop.class, properties = "memo.warm-up.enabled=true")
    @Import(Counted.class)
    class WhereTheTestSaysSo {

        @Test
        @DisplayName("10.5: a test that asks for warm-ups has them, each once")
        void eachRuns(@Autowired AtomicInteger runs) {
            assertThat(runs).hasValue(1);
        }
    }

    @Nested
    @WebMvcTest(controllers = QuoteController.class, properties = "memo.warm-up.enabled=true")
    @Import({Quotes.class, Taxes.class, Counted.class})
    class SliceWithoutMemo {

        @Test
        @DisplayName("10.5: a slice that leaves memo out has no warm-ups")
        void noneRuns(@Autowired AtomicInteger runs) {
            assertThat(runs).hasValue(0);
        }
    }

    @Nested
    @WebMvcTest(controllers = QuoteController.class, properties = "memo.warm-up.enabled=true")
    @AutoConfigureMemo
    @Import({Quotes.class, Taxes.class, Counted.class})
    class SliceWithMemo {

        @Test
        @DisplayName("10.5: a slice with memo that asks for warm-ups has them")
        void eachRuns(@Autowired AtomicInteger runs) {
            assertThat(runs).hasValue(1);
        }
    }
}
