package guide.testing;

import static io.memo.spring.test.MemoAssertions.assertThatCall;
import static org.assertj.core.api.Assertions.assertThat;

import io.memo.spring.test.AutoConfigureMemo;
import io.memo.spring.test.ClearMemo;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@WebMvcTest(QuoteController.class)
@AutoConfigureMemo
@ClearMemo
@Import(Quotes.class)
class QuoteControllerTests {

    @Autowired
    private MockMvcTester web;

    @Test
    void theSecondRequestIsAnsweredFromTheCache() {
        assertThat(web.get().uri("/price/2")).bodyText().isEqualTo("4");
        assertThatCall(() -> web.get().uri("/price/2").exchange())
                .of("Quotes.price")
                .hits();
    }
}
