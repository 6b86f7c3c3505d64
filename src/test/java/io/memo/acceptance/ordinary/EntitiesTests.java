package io.memo.acceptance.ordinary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.Memoizer;
import io.memo.spring.test.ClearMemo;
import org.hibernate.Hibernate;
import org.hibernate.LazyInitializationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@LendingTest
@ClearMemo
@DisplayName("Issue 12.3, SPEC 4.6: entities with lazy collections")
class EntitiesTests {

    @Autowired
    private Members members;

    @Autowired
    private Desk desk;

    @Autowired
    private Memoizer memoizer;

    @Autowired
    private PlatformTransactionManager transactions;

    @BeforeEach
    void aMemberWithALoan() {
        Member member = new Member(1, "Ada");
        member.borrow(11, "Emma");
        members.save(member);
    }

    @Test
    @DisplayName("Issue 12.3: a result whose lazy collection was not initialised is stored, and hit")
    void lazyCollectionThatNobodyInitialised() {
        Member member = Rows.runsThenHits(() -> desk.member(1));
        assertThat(Hibernate.isInitialized(member.getLoans())).isFalse();
        assertThatThrownBy(() -> member.getLoans().size()).isInstanceOf(LazyInitializationException.class);
    }

    @Test
    @DisplayName("Issue 12.3: a result whose lazy collection the query fetched is stored, and hit")
    void lazyCollectionThatTheQueryFetched() {
        Member member = Rows.runsThenHits(() -> members.withLoans(1L));
        assertThat(member.getLoans()).extracting(Loan::getTitle).containsExactly("Emma");
    }

    @Test
    @DisplayName("Issue 12.3: a result that refers to a proxy of an entity is stored, and hit")
    void proxyOfAnEntity() {
        assertThat(Rows.runsThenHits(() -> desk.allLoans()))
                .singleElement()
                .satisfies(loan ->
                        assertThat(Hibernate.isInitialized(loan.getMember())).isFalse());
    }

    @Test
    @DisplayName("Issue 12.3: initialising the lazy collection of a stored result is no mutation")
    void lazyCollectionThatIsInitialisedLater() {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            Member member = desk.member(1);
            assertThat(Hibernate.isInitialized(member.getLoans())).isFalse();
            assertThat(member.getLoans()).hasSize(1);
            assertThat(desk.member(1)).isSameAs(member);
        });
        assertThat(mutations("Desk.member")).isZero();
    }

    private long mutations(String method) {
        return memoizer.methods().stream()
                .filter(memoized -> memoized.name().equals(method))
                .findFirst()
                .orElseThrow()
                .figures()
                .mutations();
    }
}
