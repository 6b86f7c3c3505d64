package io.memo.demo.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.memo.demo.airports.Airport;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TourPlannerTests {

    private final TourSettings settings = new TourSettings();
    private final TourPlanner planner = new TourPlanner(settings);
    private final List<Airport> airports = Towns.random(50, 7);

    @ParameterizedTest
    @EnumSource(Search.class)
    void tourVisitsEachAirportOnce(Search search) {
        settings.setSearch(search);
        assertThat(planner.plan(airports).stops()).containsExactlyInAnyOrderElementsOf(airports);
    }

    @Test
    void twoOptIsNoLongerThanNearestNeighbour() {
        settings.setSearch(Search.NEAREST_NEIGHBOUR);
        double nearest = planner.plan(airports).length();
        settings.setSearch(Search.TWO_OPT);
        assertThat(planner.plan(airports).length()).isLessThanOrEqualTo(nearest);
    }

    @Test
    void lengthComesInTheUnitOfTheSettings() {
        double kilometres = planner.plan(airports).length();
        settings.setUnit(DistanceUnit.MILES);
        Tour tour = planner.plan(airports);

        assertThat(tour.unit()).isEqualTo(DistanceUnit.MILES);
        assertThat(tour.length() * 1.609344).isCloseTo(kilometres, within(1e-6));
    }

    @Test
    void planningTwiceFindsTheSameTour() {
        assertThat(planner.plan(airports)).usingRecursiveComparison().isEqualTo(planner.plan(airports));
    }

    @Test
    void tourOfOneAirportStaysThere() {
        assertThat(planner.plan(airports.subList(0, 1)).length()).isZero();
    }
}
