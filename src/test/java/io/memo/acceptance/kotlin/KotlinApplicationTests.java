package io.memo.acceptance.kotlin;

import static io.memo.spring.test.MemoAssertions.assertThatCall;
import static org.assertj.core.api.Assertions.assertThat;

import io.memo.MemoizedMethod;
import io.memo.Memoizer;
import io.memo.spring.test.ClearMemo;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import kotlin.Pair;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

@SpringBootTest(classes = KotlinApplication.class, webEnvironment = WebEnvironment.NONE)
@ClearMemo
@DisplayName("Issue 12: an application that is written in Kotlin")
class KotlinApplicationTests {

    private static final String FARE = "Tariff.fare";

    @Autowired
    private Tariff tariff;

    @Autowired
    private Counter counter;

    @Autowired
    private NightSurcharge surcharge;

    @Autowired
    private Memoizer memoizer;

    @AfterEach
    void asItWas() {
        Discounts.INSTANCE.setPercent(0);
        Tariff.Companion.setSeason("summer");
        tariff.setCurrency("EUR");
        surcharge.setPerKm(2);
    }

    private Fare fare() {
        return tariff.fare(new Rider.Adult("Ada"), Zone.OUTER, 10);
    }

    private static <T> T runsThenHits(Callable<T> call) {
        List<T> results = new ArrayList<>();
        assertThatCall(() -> results.add(call.call())).misses();
        assertThatCall(() -> results.add(call.call())).hits();
        assertThat(results.get(1)).isSameAs(results.get(0));
        return results.get(0);
    }

    @Test
    @DisplayName("Issue 12.10: data classes, enums and a lazy property: a hit once the property is filled")
    void dataClassesAndALazyProperty() {
        // Nobody can tell what the first run left behind in the value that it made.
        fare();
        fare();
        assertThatCall(this::fare).hits();
        assertThat(fare().getCents()).isEqualTo(620);
    }

    @Test
    @DisplayName("SPEC 1.1: a method with a default argument that another bean calls without it")
    void defaultArgument() {
        counter.usual(Zone.INNER);
        assertThatCall(() -> counter.usual(Zone.INNER)).of(FARE).hits();
    }

    @Test
    @DisplayName("SPEC 1.1: the fields of an object, of a companion, of the bean and of a bean behind an interface")
    void externalVariables() {
        // The first run fills the lazy property.
        fare();
        fare();
        Discounts.INSTANCE.setPercent(50);
        assertThatCall(this::fare).misses().because("Discounts.percent");
        assertThat(fare().getCents()).isEqualTo(310);
        Tariff.Companion.setSeason("winter");
        assertThatCall(this::fare).misses().because("Tariff.season");
        tariff.setCurrency("CHF");
        assertThatCall(this::fare).misses().because("this.currency");
        surcharge.setPerKm(4);
        assertThatCall(this::fare).misses().because("this.surcharge.perKm");
        asItWas();
        assertThatCall(this::fare).hits();
    }

    @Test
    @DisplayName("SPEC 4.3: a value class, which is its number for the JVM")
    void valueClass() {
        assertThat(memoizer.methods())
                .extracting(MemoizedMethod::name)
                .anyMatch(name -> name.startsWith("Tariff.distance"));
    }

    @Test
    @DisplayName("SPEC 4.3: pairs, sets and lists of Kotlin's")
    void equalCollectionsHit() {
        runsThenHits(() -> tariff.zones(new Pair<>(Zone.INNER, Zone.OUTER)));
        runsThenHits(
                () -> tariff.cheapest(List.of(new Fare(Zone.INNER, 3, List.of()), new Fare(Zone.OUTER, 2, List.of()))));
    }

    @Test
    @DisplayName("SPEC 6.5: nothing is found in code in which nothing is")
    void nothingIsFound() {
        assertThat(memoizer.methods())
                .allSatisfy(method ->
                        assertThat(method.warnings()).as(method.name()).isEmpty());
    }
}
