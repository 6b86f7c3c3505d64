package io.memo.acceptance.ordinary;

import static io.memo.spring.test.MemoAssertions.assertThatCall;
import static org.assertj.core.api.Assertions.assertThat;

import io.memo.spring.test.ClearMemo;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;

@LendingTest
@ClearMemo
@DisplayName("Issue 12.1: repositories of Spring Data")
class MembersTests {

    @Autowired
    private Members members;

    @Autowired
    private Desk desk;

    @BeforeEach
    void aMemberWithALoan() {
        Member member = new Member(1, "Ada");
        member.borrow(11, "Emma");
        members.save(member);
        members.save(new Member(2, "Bob"));
    }

    @Test
    @DisplayName("Issue 12.1: @Memoize on a method that the interface overrides")
    void overriddenMethodOfTheInterface() {
        Optional<Member> found = Rows.runsThenHits(() -> members.findById(1L));
        assertThat(found)
                .hasValueSatisfying(member -> assertThat(member.getName()).isEqualTo("Ada"));
        assertThatCall(() -> members.findById(2L)).misses().because("id");
    }

    @Test
    @DisplayName("Issue 12.1: @Memoize on a query derived from the method's name")
    void derivedQuery() {
        assertThat(Rows.runsThenHits(() -> members.findByNameStartingWith("A"))).hasSize(1);
        assertThatCall(() -> members.findByNameStartingWith("B")).misses().because("start");
    }

    @Test
    @DisplayName("Issue 12.1: @Memoize on a query that is written out")
    void writtenQuery() {
        assertThat(Rows.runsThenHits(members::names)).containsExactly("Ada", "Bob");
    }

    @Test
    @DisplayName("Issue 12.1: @Memoize on a query that returns a page")
    void pageQueryIsMemoized() {
        Page<Member> page = Rows.runsThenHits(() -> members.findByNameContaining("", PageRequest.of(0, 1)));
        assertThat(page.getTotalElements()).isEqualTo(2);
        assertThatCall(() -> members.findByNameContaining("", PageRequest.of(1, 1)))
                .misses()
                .because("page");
    }

    @Test
    @DisplayName("Issue 12.1: a service that holds a repository beside a HashMap and an AtomicReference")
    void serviceWithAMapAndAReference() {
        Rows.runsThenHits(() -> desk.allLoans());
        assertThat(Rows.runsThenHits(() -> desk.title(11, "en"))).isEqualTo("Title: Emma.");
        desk.translate("en", "Book");
        assertThat(Rows.runsThenHits(() -> desk.title(11, "en"))).isEqualTo("Book: Emma.");
        desk.punctuate("!");
        assertThat(Rows.runsThenHits(() -> desk.title(11, "en"))).isEqualTo("Book: Emma!");
        desk.translate("en", "Title");
        desk.punctuate(".");
        assertThatCall(() -> desk.title(11, "en")).hits();
    }

    @Test
    @DisplayName("Issue 12.1: a service that holds a repository beside a field that is filled when first needed")
    void serviceWithALazyField() {
        assertThatCall(() -> desk.sign("Northgate")).misses();
        assertThat(Rows.runsThenHits(() -> desk.sign("Northgate"))).isEqualTo("Northgate, 2 members");
    }
}
