package guide.testing;

import static io.memo.spring.test.MemoAssertions.assertThatCall;

import io.memo.MissCause;
import io.memo.spring.test.ClearMemo;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
@ClearMemo
class QuotesTests {

    @Autowired
    private Quotes quotes;

    @Test
    void onePriceForEachRegion() {
        assertThatCall(() -> quotes.price(1, "EU")).misses().because(MissCause.FIRST_CALL);
        assertThatCall(() -> quotes.price(1, "EU")).hits();
        assertThatCall(() -> quotes.price(1, "USA")).misses().because("region");
        assertThatCall(() -> quotes.price(2, "USA"))
                .misses()
                .because(reason -> reason.places().contains("product"));
    }
}
