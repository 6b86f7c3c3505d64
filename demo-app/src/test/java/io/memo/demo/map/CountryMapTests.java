package io.memo.demo.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.demo.airports.Airport;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountryMapTests {

    private final Airport seattle = airport("SEA", "WA", 47.45, -122.31);
    private final Airport miami = airport("MIA", "FL", 25.79, -80.29);
    private final Airport honolulu = airport("HNL", "HI", 21.32, -157.92);

    @ParameterizedTest
    @CsvSource({
        "WA, 47.45, -122.31",
        "ME, 46.69, -68.04",
        "FL, 24.56, -81.76",
        "AK, 71.29, -156.77",
        "HI, 19.72, -155.05",
        "VI, 17.70, -64.80"
    })
    void cornersOfTheCountryAreOnTheMap(String state, double latitude, double longitude) {
        Point place =
                CountryMap.place(airport("XXX", state, latitude, longitude)).orElseThrow();
        assertThat(place.x()).isBetween(0.0, (double) CountryMap.WIDTH);
        assertThat(place.y()).isBetween(0.0, (double) CountryMap.HEIGHT);
    }

    @Test
    void seattleLiesNorthWestOfMiami() {
        Point north = CountryMap.place(seattle).orElseThrow();
        Point south = CountryMap.place(miami).orElseThrow();
        assertThat(north.x()).isLessThan(south.x());
        assertThat(north.y()).isLessThan(south.y());
    }

    @Test
    void pacificTerritoriesAreLeftOut() {
        assertThat(CountryMap.place(airport("GUM", "GU", 13.48, -144.8))).isEmpty();
    }

    @Test
    void legIntoAnInsetIsALeap() {
        TourLine line = TourLine.through(List.of(seattle, miami, honolulu));
        assertThat(line.legs().split("M"))
                .as("the text before the first, and one leg")
                .hasSize(2);
        assertThat(line.leaps().split("M"))
                .as("the text before the first, and two legs")
                .hasSize(3);
    }

    @Test
    void namesKeepTheirDistance() {
        Point first = new Point(100, 100);
        Point far = new Point(200, 100);
        assertThat(Labels.choose(List.of(first, new Point(110, 100), far))).containsExactly(first, far);
    }

    private static Airport airport(String iata, String state, double latitude, double longitude) {
        return new Airport(iata, iata, iata, state, latitude, longitude);
    }
}
