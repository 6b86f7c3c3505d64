package io.memo.demo.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTests {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void moreSearchNeverMakesTheTourLonger(long seed) {
        DistanceTable distances = DistanceTable.of(Towns.random(60, seed), DistanceUnit.KILOMETRES);
        double nearest = length(Search.NEAREST_NEIGHBOUR, distances);
        double twoOpt = length(Search.TWO_OPT, distances);
        double orOpt = length(Search.OR_OPT, distances);

        assertThat(twoOpt).isLessThan(nearest);
        assertThat(orOpt).isLessThanOrEqualTo(twoOpt);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 30})
    void everyStopStaysInTheTourOnce(int stops) {
        DistanceTable distances = DistanceTable.of(Towns.random(stops, 42), DistanceUnit.KILOMETRES);
        int[] tour = NearestNeighbour.tour(distances, stops / 2);
        Search.OR_OPT.improve(tour, distances);

        assertThat(tour).containsExactlyInAnyOrder(IntStream.range(0, stops).toArray());
    }

    @Test
    void twoOptUncrossesASquare() {
        DistanceTable square = DistanceTable.of(
                List.of(Towns.at("SW", 0, 0), Towns.at("NE", 1, 1), Towns.at("SE", 0, 1), Towns.at("NW", 1, 0)),
                DistanceUnit.KILOMETRES);
        int[] crossed = {0, 1, 2, 3};
        TwoOpt.improve(crossed, square);

        assertThat(square.length(crossed)).isCloseTo(square.length(new int[] {0, 2, 1, 3}), within(1e-9));
    }

    @Test
    void orOptMovesAStopThatIsOutOfItsPlace() {
        DistanceTable line = DistanceTable.of(
                List.of(Towns.at("A", 0, 0), Towns.at("B", 0, 1), Towns.at("C", 0, 2), Towns.at("D", 0, 3)),
                DistanceUnit.KILOMETRES);
        int[] tour = {0, 2, 1, 3};
        double before = line.length(tour);

        assertThat(OrOpt.improve(tour, line)).isTrue();
        assertThat(line.length(tour)).isLessThan(before);
        assertThat(OrOpt.improve(tour, line)).isFalse();
    }

    private static double length(Search search, DistanceTable distances) {
        int[] tour = NearestNeighbour.tour(distances, 0);
        search.improve(tour, distances);
        return distances.length(tour);
    }
}
