package io.memo.acceptance.ordinary;

import static io.memo.spring.test.MemoAssertions.assertThatCall;
import static org.assertj.core.api.Assertions.assertThat;

import io.memo.MemoizedMethod;
import io.memo.Memoizer;
import io.memo.spring.test.ClearMemo;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@LendingTest
@ClearMemo
@DisplayName("Issue 12: classes of which Lombok writes the most")
class ParcelsTests {

    private static final String LABEL = "Parcels.label";

    @Autowired
    private Parcels parcels;

    @Autowired
    private Memoizer memoizer;

    @AfterEach
    void usualWeight() {
        parcels.setWeightOfBook(300);
    }

    private static Parcel parcel(String... titles) {
        return Parcel.builder().member("Ada").titles(List.of(titles)).build();
    }

    @Test
    @DisplayName("Issue 12: @Data and @Value as argument and result")
    void dataAsArgumentAndResult() {
        Parcels.Label label = Rows.runsThenHits(() -> parcels.label(parcel("Emma", "Persuasion")));
        assertThat(label.getGrams()).isEqualTo(600);
        assertThatCall(() -> parcels.label(parcel("Emma"))).of(LABEL).misses().because("parcel.titles");
    }

    @Test
    @DisplayName("SPEC 6.6: a field that only a getter of Lombok's reads is an external variable")
    void fieldBehindAGetterOfLomboks() {
        assertThat(parcels.label(parcel("Emma")).getGrams()).isEqualTo(300);
        parcels.setWeightOfBook(400);
        assertThatCall(() -> parcels.label(parcel("Emma"))).of(LABEL).misses().because("this.weightOfBook");
        assertThat(parcels.label(parcel("Emma")).getGrams()).isEqualTo(400);
    }

    @Test
    @DisplayName("SPEC 6.5: neither the logger nor the lock that Lombok writes is found")
    void nothingIsFound() {
        assertThat(memoizer.methods())
                .filteredOn(method -> method.name().equals(LABEL))
                .flatExtracting(MemoizedMethod::warnings)
                .noneMatch(finding -> finding.contains("Parcels"));
    }

    @Test
    @DisplayName("Issue 12.1: a repository that a constructor of Lombok's takes")
    void repositoryInAConstructorOfLomboks() {
        Rows.runsThenHits(() -> parcels.parcels(2));
    }
}
