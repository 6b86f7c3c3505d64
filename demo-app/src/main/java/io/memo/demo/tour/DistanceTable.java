package io.memo.demo.tour;

import io.memo.demo.airports.Airport;
import java.util.List;

/** The distances between any two of some airports, which go by their position in the list. */
final class DistanceTable {

    private final double[][] distances;

    private DistanceTable(double[][] distances) {
        this.distances = distances;
    }

    static DistanceTable of(List<Airport> airports, DistanceUnit unit) {
        double[][] distances = new double[airports.size()][airports.size()];
        for (int from = 0; from < distances.length; from++) {
            for (int to = 0; to < distances.length; to++) {
                distances[from][to] = unit.fromKilometres(GreatCircle.kilometres(airports.get(from), airports.get(to)));
            }
        }
        return new DistanceTable(distances);
    }

    int size() {
        return distances.length;
    }

    double between(int from, int to) {
        return distances[from][to];
    }

    /** Returns the length of the closed tour. */
    double length(int[] tour) {
        double length = 0;
        for (int i = 0; i < tour.length; i++) {
            length += between(tour[i], tour[(i + 1) % tour.length]);
        }
        return length;
    }
}
