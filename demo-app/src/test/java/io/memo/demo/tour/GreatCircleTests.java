package io.memo.demo.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.memo.demo.airports.Airport;
import org.junit.jupiter.api.Test;

class GreatCircleTests {

    private final Airport newYork = Towns.at("JFK", 40.63975, -73.77893);
    private final Airport losAngeles = Towns.at("LAX", 33.94254, -118.40807);

    @Test
    void newYorkToLosAngelesIsAsLongAsTheAtlasSays() {
        assertThat(GreatCircle.kilometres(newYork, losAngeles)).isCloseTo(3974, within(5.0));
    }

    @Test
    void wayBackIsAsLong() {
        assertThat(GreatCircle.kilometres(losAngeles, newYork))
                .isEqualTo(GreatCircle.kilometres(newYork, losAngeles), within(1e-9));
    }

    @Test
    void wayToTheOtherSideOfTheGlobeIsHalfItsGirth() {
        assertThat(GreatCircle.kilometres(Towns.at("N", 0, 0), Towns.at("S", 0, 180)))
                .isCloseTo(Math.PI * 6371, within(1.0));
    }
}
