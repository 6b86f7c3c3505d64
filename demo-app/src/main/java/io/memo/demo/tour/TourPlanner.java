package io.memo.demo.tour;

import io.memo.Memoize;
import io.memo.demo.airports.Airport;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Service;

/** Plans round trips. The slow part of the demo, and the only one that matters to the cache. */
@Service
public class TourPlanner {

    private final TourSettings settings;

    public TourPlanner(TourSettings settings) {
        this.settings = settings;
    }

    /**
     * Returns the shortest tour found from any start.
     *
     * <p>The airports are an argument and not read from the catalogue in here: what another memoized method returns
     * belongs in the key, else an edited data file would miss there and hit here.
     */
    @Memoize
    public Tour plan(List<Airport> airports) {
        DistanceUnit unit = settings.getUnit();
        DistanceTable distances = DistanceTable.of(airports, unit);
        Search search = settings.getSearch();
        int[] shortest = {};
        double length = Double.POSITIVE_INFINITY;
        for (int start = 0; start < airports.size(); start++) {
            int[] tour = NearestNeighbour.tour(distances, start);
            search.improve(tour, distances);
            if (distances.length(tour) < length) {
                shortest = tour;
                length = distances.length(tour);
            }
        }
        return new Tour(Arrays.stream(shortest).mapToObj(airports::get).toList(), length, unit);
    }
}
