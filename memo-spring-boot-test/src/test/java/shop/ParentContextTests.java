package shop;

import static io.memo.spring.test.MemoAssertions.assertThatCall;
import static org.assertj.core.api.Assertions.assertThat;

import io.memo.MissCause;
import io.memo.spring.autoconfigure.MemoAutoConfiguration;
import io.memo.spring.test.ClearMemo;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.ContextHierarchy;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** Several memoizers in one test: that of the application context and that of its parent. */
@SpringJUnitConfig
@ContextHierarchy({
    @ContextConfiguration(classes = ParentContextTests.Parent.class),
    @ContextConfiguration(classes = ParentContextTests.Child.class)
})
@ClearMemo
class ParentContextTests {

    @Configuration
    @ImportAutoConfiguration(MemoAutoConfiguration.class)
    @Import(Taxes.class)
    static class Parent {}

    @Configuration
    @ImportAutoConfiguration(MemoAutoConfiguration.class)
    @Import(Quotes.class)
    static class Child {}

    @Autowired
    private ApplicationContext context;

    @Autowired
    private Quotes quotes;

    @Autowired
    private Taxes taxes;

    @RepeatedTest(2)
    @DisplayName("8.2: the memoizers of parent contexts are asked, and cleared, too")
    void inheritedMemoizersAreAsked() {
        assertThat(context.getParent()).isNotNull();
        assertThatCall(() -> quotes.price(1, "EU")).misses().because(MissCause.FIRST_CALL);
        assertThatCall(() -> quotes.price(2, "USA")).of("Taxes.rate").misses().because("region");
        assertThatCall(() -> taxes.rate("EU")).hits();
    }
}
