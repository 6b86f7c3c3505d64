package shop;

import static io.memo.spring.test.MemoAssertions.assertThatCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.verify;

import io.memo.Memoizer;
import io.memo.spring.test.AutoConfigureMemo;
import io.memo.spring.test.ClearMemo;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.context.transaction.AfterTransaction;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** 2: memo in slices: left out unless {@code @AutoConfigureMemo} is there, and off where it says so. */
class SliceTests {

    private static final String OFF =
            "but memoization is switched off, by memo.enabled, @AutoConfigureMemo or Memoizer.setEnabled";

    @Nested
    @WebMvcTest
    @Import({Quotes.class, Taxes.class})
    class WebSliceWithoutMemo {

        @Autowired
        private MockMvcTester web;

        @Autowired
        private ObjectProvider<Memoizer> memoizers;

        @Test
        @DisplayName(
                "2, issue 12.15: a slice leaves memo out, beans get a Memoizer all the same, and assertions say what to do")
        void leftOut() {
            assertThat(memoizers.getObject().enabled()).isFalse();
            assertThat(memoizers.getObject().explain("Quotes.price").reason()).contains("@AutoConfigureMemo");
            assertThatIllegalStateException()
                    .isThrownBy(
                            () -> assertThatCall(() -> web.get().uri("/price/1").exchange()))
                    .withMessage("There is no Memoizer in the application context of %s: slices leave memo out."
                                    .formatted(WebSliceWithoutMemo.class.getName())
                            + " Annotate the test class with @AutoConfigureMemo.");
        }
    }

    @Nested
    @WebMvcTest(ClearingController.class)
    class WebSliceWithControllerThatClears {

        @Autowired
        private MockMvcTester web;

        @Test
        @DisplayName("Issue 12.15: a slice of a controller that injects Memoizer starts, and clears nothing")
        void controllerThatClearsStarts() {
            assertThat(web.get().uri("/clear")).bodyText().isEqualTo("cleared");
        }
    }

    @Nested
    @WebMvcTest(ClearingController.class)
    class WebSliceWithMockedMemoizer {

        @MockitoBean
        private Memoizer memoizer;

        @Autowired
        private MockMvcTester web;

        @Test
        @DisplayName("Issue 12.15: a mock takes the place of that Memoizer")
        void mockReplacesTheMemoizer() {
            assertThat(web.get().uri("/clear")).bodyText().isEqualTo("cleared");
            verify(memoizer).clear("Quotes.price");
        }
    }

    @Nested
    @WebMvcTest(properties = "memo.enabled=false")
    @AutoConfigureMemo
    @ClearMemo
    @Import({Quotes.class, Taxes.class})
    class WebSliceWithMemo {

        @Autowired
        private MockMvcTester web;

        @Autowired
        private Quotes quotes;

        @Test
        @DisplayName("2: @AutoConfigureMemo brings memo into a slice, whatever the properties say")
        void secondCallHits() {
            assertThatCall(() ->
                            assertThat(web.get().uri("/price/2")).bodyText().isEqualTo("4"))
                    .misses();
            assertThatCall(() ->
                            assertThat(web.get().uri("/price/2")).bodyText().isEqualTo("4"))
                    .hits();
        }

        @Nested
        class Inner {

            @Test
            @DisplayName("2: in nested classes too")
            void memoizedInNestedClass() {
                quotes.price(1, "EU");
                assertThatCall(() -> quotes.price(1, "EU")).hits();
            }
        }
    }

    @Nested
    @WebMvcTest
    @AutoConfigureMemo(enabled = false)
    @Import({Quotes.class, Taxes.class})
    class WebSliceWithMemoOff {

        @Autowired
        private Quotes quotes;

        @Autowired
        private Memoizer memoizer;

        @Test
        @DisplayName("2: enabled = false leaves a memoizer that holds nothing, and assertions say so")
        void assertionSaysMemoIsOff() {
            assertThat(memoizer.enabled()).isFalse();
            assertThatThrownBy(() -> assertThatCall(() -> quotes.price(1, "EU")).hits())
                    .hasMessage("expected a hit, " + OFF);
        }
    }

    @Nested
    @DataJpaTest
    @AutoConfigureMemo
    @ClearMemo
    @Import(Titles.class)
    class DataSlice {

        @Autowired
        private Titles titles;

        @Autowired
        private Products products;

        @Test
        @DisplayName("2: a data slice with memo, cleared after its transaction was rolled back")
        void secondCallHits() {
            products.save(new Product(1, "Tea"));
            assertThatCall(() -> titles.of(1)).misses();
            assertThatCall(() -> titles.of(1)).hits();
        }

        @AfterTransaction
        void clearedAfterTheRollBackOnly() {
            assertThat(products.count()).isZero();
            assertThatCall(() -> titles.of(1)).hits();
        }
    }

    @Nested
    @SpringBootTest
    @AutoConfigureMemo(enabled = false)
    class WholeApplicationWithMemoOff {

        @Autowired
        private Taxes taxes;

        @Test
        @DisplayName("2: enabled = false switches memo off in a test of the whole application")
        void assertionSaysMemoIsOff() {
            assertThatThrownBy(() -> assertThatCall(() -> taxes.rate("EU")).misses())
                    .hasMessage("expected a miss, " + OFF);
        }
    }
}
