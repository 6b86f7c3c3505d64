package shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.spring.test.ClearMemo;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.transaction.annotation.Transactional;

/** Issue 12.13: a test that fails because of what an earlier one rolled back leads to @ClearMemo. */
class RolledBackTests {

    private static List<Throwable> failures(Class<?> tests) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(DiscoverySelectors.selectClass(tests))
                .execute()
                .testEvents()
                .failed()
                .stream()
                .flatMap(event -> event.getPayload(org.junit.platform.engine.TestExecutionResult.class).stream())
                .flatMap(result -> result.getThrowable().stream())
                .toList();
    }

    @Test
    @DisplayName("Issue 12.13: the failure names the methods that earlier tests answered for, and the remedy")
    void failureNamesMethodsAndRemedy() {
        assertThat(failures(Sharing.class)).singleElement().satisfies(failure -> {
            assertThat(failure).hasMessageContaining("Tea");
            assertThat(Stream.of(failure.getSuppressed()))
                    .singleElement()
                    .extracting(Throwable::getMessage)
                    .asString()
                    .contains("Titles.of", "rolled back", "@ClearMemo of memo-spring-boot-test");
        });
    }

    @Test
    @DisplayName("Issue 12.13: with @ClearMemo the test is green; a failure that no earlier result was in gets no hint")
    void clearedTestGetsNoHint() {
        assertThat(failures(Cleared.class)).isEmpty();
        assertThat(failures(Unrelated.class))
                .singleElement()
                .satisfies(failure -> assertThat(failure.getSuppressed()).isEmpty());
    }

    @SpringBootTest
    @Transactional
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    abstract static class Rolling {

        @Autowired
        private Titles titles;

        @Autowired
        private Products products;

        @Test
        @Order(1)
        void titleIsTea() {
            products.save(new Product(1, "Tea"));
            assertThat(titles.of(1)).isEqualTo("Tea");
        }

        @Test
        @Order(2)
        void titleIsCoffee() {
            products.save(new Product(1, "Coffee"));
            assertThat(titles.of(1)).isEqualTo("Coffee");
        }
    }

    static class Sharing extends Rolling {}

    @ClearMemo
    static class Cleared extends Rolling {}

    @SpringBootTest
    static class Unrelated {
        @Test
        void failureHasAnotherReason() {
            throw new AssertionError("for another reason");
        }
    }
}
