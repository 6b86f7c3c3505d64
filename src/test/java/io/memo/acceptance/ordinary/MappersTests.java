package io.memo.acceptance.ordinary;

import static io.memo.spring.test.MemoAssertions.assertThatCall;
import static org.assertj.core.api.Assertions.assertThat;

import io.memo.spring.test.ClearMemo;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@LendingTest
@ClearMemo
@DisplayName("Issue 12.11: generated mappers")
class MappersTests {

    @Autowired
    private LoanMapper mapper;

    private static Loan loan(String title) {
        return new Loan(1, title, new Member(2, "Ada"));
    }

    @Test
    @DisplayName("Issue 12.11: the first run of a mapper that holds another memoized bean is stored")
    void mapperThatHoldsAMemoizedBean() {
        assertThatCall(() -> mapper.toView(loan("Emma")))
                .of("LoanMapperImpl.toView")
                .misses();
        assertThatCall(() -> mapper.toView(loan("Emma"))).hits();
        assertThatCall(() -> mapper.toView(loan("Persuasion")))
                .of("LoanMapperImpl.toView")
                .misses()
                .because("loan.title");
    }

    @Test
    @DisplayName("Issue 12.11: the first run of a mapper of lists is stored")
    void mapperOfLists() {
        assertThat(mapper.toViews(List.of(loan("Emma")))).hasSize(1);
        assertThatCall(() -> mapper.toViews(List.of(loan("Emma")))).hits();
    }
}
