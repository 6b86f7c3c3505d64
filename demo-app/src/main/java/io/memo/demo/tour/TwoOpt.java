package io.memo.demo.tour;

/**
 * Shortens a tour by taking two legs out and joining the ends the other way round, the best such exchange first, until
 * none is left that helps. What remains has no two legs that cross.
 */
final class TwoOpt {

    /** Gains below this are rounding: without it two equal tours could take turns for ever. */
    private static final double LEAST_GAIN = 1e-7;

    private TwoOpt() {}

    /** Changes the tour in place. */
    static void improve(int[] tour, DistanceTable distances) {
        while (exchangeBest(tour, distances)) {
            // again
        }
    }

    private static boolean exchangeBest(int[] tour, DistanceTable distances) {
        double best = LEAST_GAIN;
        int first = -1;
        int last = -1;
        for (int i = 1; i < tour.length - 1; i++) {
            for (int j = i + 1; j < tour.length; j++) {
                double gain = gain(tour, distances, i, j);
                if (gain > best) {
                    best = gain;
                    first = i;
                    last = j;
                }
            }
        }
        if (first < 0) {
            return false;
        }
        reverse(tour, first, last);
        return true;
    }

    /** Returns how much shorter the tour gets when the stops from i to j are visited in the other order. */
    private static double gain(int[] tour, DistanceTable distances, int i, int j) {
        int before = tour[i - 1];
        int after = tour[(j + 1) % tour.length];
        return distances.between(before, tour[i])
                + distances.between(tour[j], after)
                - distances.between(before, tour[j])
                - distances.between(tour[i], after);
    }

    private static void reverse(int[] tour, int first, int last) {
        for (int i = first, j = last; i < j; i++, j--) {
            int stop = tour[i];
            tour[i] = tour[j];
            tour[j] = stop;
        }
    }
}
