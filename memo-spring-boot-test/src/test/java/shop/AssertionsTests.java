package shop;

import static io.memo.spring.test.MemoAssertions.assertThatCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.FunctionOptions;
import io.memo.KeyDimension;
import io.memo.Memoizer;
import io.memo.MissCause;
import io.memo.spring.test.ClearMemo;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import shop.Quotes.Line;

/** 8.2 in the tests of an application: whether a call hit, and why it missed. */
@SpringBootTest
@ClearMemo
class AssertionsTests {

    @Autowired
    private Quotes quotes;

    @Autowired
    private Taxes taxes;

    @Autowired
    private Memoizer memoizer;

    @Test
    @DisplayName("8.2: a first call misses, an equal one hits, another argument misses because of it")
    void hitsAndMisses() {
        assertThatCall(() -> quotes.price(1, "EU")).misses().because(MissCause.FIRST_CALL);
        assertThatCall(() -> quotes.price(1, "EU")).hits();
        assertThatCall(() -> quotes.price(1, "USA"))
                .misses()
                .because(MissCause.ARGUMENT_CHANGED)
                .because("region")
                .because(reason -> reason.places().equals(List.of("region")));
    }

    @Test
    @DisplayName("SPEC 11.1: another value of a dimension misses because of it")
    void anotherDimension() {
        AtomicReference<String> tenant = new AtomicReference<>("a");
        Supplier<String> greeting = memoizer.memoize(
                FunctionOptions.named("greeting").varyBy(KeyDimension.of("tenant", tenant::get)), () -> "hello");
        greeting.get();
        tenant.set("b");
        var miss = assertThatCall(memoizer, greeting::get).of("greeting").misses();
        miss.because(MissCause.DIMENSION_CHANGED).because("dimension tenant");
        assertThatFailure(() -> miss.because("tenant")).hasMessageContaining("dimension tenant changed");
    }

    @Test
    @DisplayName("8.2: a hit that is none names the method and the reason")
    void expectedHit() {
        quotes.price(1, "EU");
        assertThatFailure(() -> assertThatCall(() -> quotes.price(1, "USA"))
                        .as("second call")
                        .hits())
                .hasMessage("[second call] expected a hit of Quotes.price, but it missed: region changed");
    }

    @Test
    @DisplayName("8.2: a miss that is none names the method")
    void expectedMiss() {
        quotes.price(1, "EU");
        assertThatFailure(() ->
                        assertThatCall(() -> quotes.price(1, "EU")).as("second").misses())
                .hasMessage("[second] expected a miss of Quotes.price, but it hit");
    }

    @Test
    @DisplayName("8.2: another reason than expected, by cause, place or predicate, is told")
    void expectedOtherReason() {
        quotes.price(1, "EU");
        var miss = assertThatCall(() -> quotes.price(2, "EU")).as("call").misses();
        assertThatFailure(() -> miss.because(MissCause.EXPIRED))
                .hasMessage("[call] expected a miss of Quotes.price because of EXPIRED,"
                        + " but it missed because of ARGUMENT_CHANGED: product changed");
        assertThatFailure(() -> miss.because("region"))
                .hasMessage(
                        "[call] expected a miss of Quotes.price because of 'region', but it missed: product changed");
        assertThatFailure(() -> miss.because(reason -> reason.places().isEmpty()))
                .hasMessage(
                        "[call] expected a miss of Quotes.price for another reason, but it missed: product changed");
        assertThatIllegalArgumentException().isThrownBy(() -> miss.because(" "));
    }

    @Test
    @DisplayName("8.2: a place is told by its own path or one above, not by a part of a name")
    void placeIsToldByWholePath() {
        quotes.total(List.of(new Line("tea", 1), new Line("pot", 1)));
        var miss = assertThatCall(() -> quotes.total(List.of(new Line("tea", 1), new Line("pot", 2))))
                .misses()
                .because("lines[1].pieces")
                .because("lines[1]")
                .because("lines");
        for (String other : List.of("line", "lines[1].piece", "pieces", "lines[0]", "lines[1].pieces.x")) {
            assertThatFailure(() -> miss.because(other)).hasMessageContaining("lines[1].pieces changed");
        }

        quotes.price(1, "EU");
        quotes.discount(5);
        try {
            assertThatCall(() -> quotes.price(1, "EU"))
                    .misses()
                    .because(MissCause.EXTERNAL_CHANGED)
                    .because("this.discount");
        } finally {
            quotes.discount(0);
        }
    }

    @Test
    @DisplayName("8.2: other reasons are told by whole words")
    void reasonIsToldByWholeWords() {
        quotes.price(1, "EU");
        memoizer.clear();
        var miss = assertThatCall(() -> quotes.price(1, "EU"))
                .misses()
                .because(MissCause.CLEARED)
                .because("cleared");
        assertThatFailure(() -> miss.because("clear")).hasMessageEndingWith("it missed: cleared");
    }

    @Test
    @DisplayName("8.2: of memoized calls within a memoized call the outermost counts, unless another is named")
    void callsWithinCalls() {
        assertThatCall(() -> quotes.price(1, "EU")).misses();
        assertThatFailure(() -> assertThatCall(() -> quotes.price(1, "USA")).hits())
                .hasMessage("expected a hit of Quotes.price, but it missed: region changed");
        assertThatCall(() -> quotes.price(2, "EU")).of("Taxes.rate").hits();
        assertThatCall(() -> quotes.price(3, "EU")).of("Quotes.price").misses().because("product");
        assertThatFailure(() ->
                        assertThatCall(() -> quotes.price(3, "EU")).as("inner").of("Taxes.rate"))
                .hasMessage("[inner] expected a call of Taxes.rate, but only these were called: Quotes.price");
    }

    @Test
    @DisplayName("8.2: calls beside each other hit if all do, and miss if one does")
    void callsBesideEachOther() {
        quotes.price(1, "EU");
        ThrowingCallable both = () -> {
            quotes.price(1, "EU");
            taxes.rate("EU");
        };
        assertThatCall(both).hits();
        assertThatFailure(() -> assertThatCall(both).misses())
                .hasMessage("expected a miss of Quotes.price and Taxes.rate, but it hit");
        assertThatFailure(() -> assertThatCall(() -> {
                            quotes.price(1, "EU");
                            taxes.rate("USA");
                        })
                        .hits())
                .hasMessage("expected a hit of Taxes.rate, but it missed: region changed");
    }

    @Test
    @DisplayName("8.2: a call of no memoized method is told, and what may be wrong")
    void notMemoized() {
        ThrowingCallable asserted = () -> assertThatCall(quotes::uncached).hits();
        String remedy = "but no memoized method was called; was it called on the bean, not on 'this' or a new object?";
        assertThatFailure(asserted).hasMessage("expected a hit, " + remedy);
        assertThatFailure(() -> assertThatCall(() -> new Taxes().rate("EU")).misses())
                .hasMessage("expected a miss, " + remedy);
        assertThatFailure(() -> assertThatCall(quotes::uncached).of("Taxes.rate"))
                .hasMessage("expected a call of Taxes.rate, " + remedy);
    }

    @Test
    @DisplayName("8.2: what is switched off misses, for it goes by the cache")
    void switchedOff() {
        memoizer.setEnabled(false);
        try {
            assertThatCall(() -> taxes.rate("EU")).misses().because(MissCause.DIRECT);
            assertThatFailure(() -> assertThatCall(() -> taxes.rate("EU")).hits())
                    .hasMessage("expected a hit of Taxes.rate, but it missed: the call went by the cache");
        } finally {
            memoizer.setEnabled(true);
        }
    }

    @Test
    @DisplayName("3.3: what the call throws reaches the test; a checked exception as the cause")
    void exceptionReachesTheTest() {
        RuntimeException unchecked = new IllegalStateException("no");
        assertThatThrownBy(() -> assertThatCall(() -> quotes.failing(unchecked)))
                .isSameAs(unchecked);
        IOException checked = new IOException("not there");
        assertThatFailure(() -> assertThatCall(() -> {
                    throw checked;
                }))
                .hasMessage("The call threw java.io.IOException: not there")
                .hasCause(checked);
    }

    @Test
    @DisplayName("8.2: so many misses that the first is forgotten: the reason is not guessed")
    void forgottenReasonIsNotGuessed() {
        ThrowingCallable often = () -> {
            for (long product = 0; product < 21; product++) {
                quotes.price(product, "EU");
            }
        };
        assertThatFailure(() -> assertThatCall(often).misses())
                .hasMessage(
                        "expected a miss of one method, but it cannot be told which of Quotes.price and Taxes.rate missed"
                                + " first; say with of(…) which is meant");
        memoizer.clear();
        assertThatCall(often).of("Quotes.price").misses().because(MissCause.UNKNOWN);
    }

    @Test
    @DisplayName("2: a memoizer without Spring can be asked, and a thread of a test knows the test")
    void otherMemoizerAndThread() throws InterruptedException {
        Memoizer own = Memoizer.builder().ttl(Duration.ofHours(1)).build();
        var length = own.memoize((String text) -> text.length());
        assertThatCall(own, () -> length.apply("a")).misses().because(MissCause.FIRST_CALL);
        assertThatCall(own, () -> length.apply("a")).hits();

        Throwable[] thrown = new Throwable[1];
        Thread other = new Thread(() -> {
            assertThatCall(own, () -> length.apply("a")).hits();
            assertThatCall(() -> taxes.rate("EU")).misses();
        });
        other.setUncaughtExceptionHandler((thread, failure) -> thrown[0] = failure);
        other.start();
        other.join();
        assertThat(thrown[0]).isNull();
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> assertThatFailure(
            ThrowingCallable asserted) {
        return assertThatThrownBy(asserted).isExactlyInstanceOf(AssertionError.class);
    }
}
