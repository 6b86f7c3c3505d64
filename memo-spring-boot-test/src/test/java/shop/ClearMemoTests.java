package shop;

import static io.memo.spring.test.MemoAssertions.assertThatCall;
import static org.assertj.core.api.Assertions.assertThat;

import io.memo.MissCause;
import io.memo.spring.test.ClearMemo;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;

/** 2: entries cleared between tests. The classes within are run here, in this order, with one application context. */
class ClearMemoTests {

    private static void run(int tests, Class<?>... classes) {
        Events events = EngineTestKit.engine("junit-jupiter")
                .selectors(
                        Stream.of(classes).map(DiscoverySelectors::selectClass).toArray(DiscoverySelector[]::new))
                .execute()
                .testEvents();
        assertThat(events.failed().stream()).isEmpty();
        assertThat(events.succeeded().count()).isEqualTo(tests);
    }

    @Test
    @DisplayName("2: without it entries stay, in a class and between classes that share an application context")
    void entriesStayWithoutIt() {
        run(2, Unmarked.class, Hitting.class);
    }

    @Test
    @DisplayName("2: on a class: cleared before its first test and each other one, and after the last")
    void onClass() {
        run(4, Unmarked.class, Marked.class, Missing.class);
    }

    @Test
    @DisplayName("2: on a method: cleared before and after that one")
    void onMethod() {
        run(3, MarkedMethod.class);
    }

    @Test
    @DisplayName("2: nested classes are cleared as the class around them; what @BeforeEach stores stays")
    void nestedClassesAreCleared() {
        run(5, Unmarked.class, Outer.class);
    }

    @Test
    @DisplayName("2: an application context that is closed after the test is left alone")
    void closedContextIsLeftAlone() {
        run(1, Dirty.class);
    }

    @SpringBootTest
    abstract static class Calling {

        @Autowired
        private Taxes taxes;

        void hits() {
            assertThatCall(() -> taxes.rate("EU")).hits();
        }

        void misses() {
            assertThatCall(() -> taxes.rate("EU")).misses().because(MissCause.FIRST_CALL);
        }

        void call() {
            taxes.rate("EU");
        }
    }

    static class Unmarked extends Calling {
        @Test
        void callIsStored() {
            call();
        }
    }

    static class Hitting extends Calling {
        @Test
        void storedCallHits() {
            hits();
        }
    }

    @ClearMemo
    static class Marked extends Calling {
        @Test
        void callMisses() {
            misses();
        }

        @Test
        void callMissesToo() {
            misses();
        }
    }

    static class Missing extends Calling {
        @Test
        void findsNothing() {
            misses();
        }
    }

    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class MarkedMethod extends Calling {
        @Test
        @Order(1)
        void callIsStored() {
            call();
        }

        @Test
        @Order(2)
        @ClearMemo
        void clearedCallMisses() {
            misses();
        }

        @Test
        @Order(3)
        void findsNothing() {
            misses();
        }
    }

    @ClearMemo
    static class Outer extends Calling {
        @Test
        void outerCallMisses() {
            misses();
        }

        @Nested
        class Inner {
            @Test
            void innerCallMisses() {
                misses();
            }

            @Test
            void innerAgain() {
                misses();
            }

            @Nested
            class Warm {
                @BeforeEach
                void warm() {
                    call();
                }

                @Test
                void warmEntryStays() {
                    hits();
                }
            }
        }
    }

    @ClearMemo
    static class Dirty extends Calling {
        @Test
        @DirtiesContext
        void callMisses() {
            misses();
        }
    }
}
