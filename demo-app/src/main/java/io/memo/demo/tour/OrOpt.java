package io.memo.demo.tour;

/**
 * Shortens a tour by moving one to three neighbouring stops to another place in it, the best such move first, until
 * none is left that helps.
 */
final class OrOpt {

    private static final int LONGEST_MOVED = 3;
    private static final double LEAST_GAIN = 1e-7;

    private OrOpt() {}

    /** Changes the tour in place and says whether it did. */
    static boolean improve(int[] tour, DistanceTable distances) {
        boolean improved = false;
        while (moveBest(tour, distances)) {
            improved = true;
        }
        return improved;
    }

    private static boolean moveBest(int[] tour, DistanceTable distances) {
        double best = LEAST_GAIN;
        int bestFrom = -1;
        int bestLength = 0;
        int bestTo = 0;
        for (int length = 1; length <= LONGEST_MOVED; length++) {
            for (int from = 1; from + length <= tour.length; from++) {
                double removed = removed(tour, distances, from, length);
                for (int to = 0; to < tour.length; to++) {
                    if (to >= from - 1 && to < from + length) {
                        continue;
                    }
                    double gain = removed - inserted(tour, distances, from, length, to);
                    if (gain > best) {
                        best = gain;
                        bestFrom = from;
                        bestLength = length;
                        bestTo = to;
                    }
                }
            }
        }
        if (bestFrom < 0) {
            return false;
        }
        move(tour, bestFrom, bestLength, bestTo);
        return true;
    }

    private static double removed(int[] tour, DistanceTable distances, int from, int length) {
        int before = tour[from - 1];
        int after = tour[(from + length) % tour.length];
        return distances.between(before, tour[from])
                + distances.between(tour[from + length - 1], after)
                - distances.between(before, after);
    }

    /** Returns what it costs to put the stops between the one at {@code to} and the next. */
    private static double inserted(int[] tour, DistanceTable distances, int from, int length, int to) {
        int before = tour[to];
        int after = tour[(to + 1) % tour.length];
        return distances.between(before, tour[from])
                + distances.between(tour[from + length - 1], after)
                - distances.between(before, after);
    }

    private static void move(int[] tour, int from, int length, int to) {
        int[] moved = new int[length];
        System.arraycopy(tour, from, moved, 0, length);
        if (to < from) {
            System.arraycopy(tour, to + 1, tour, to + 1 + length, from - to - 1);
            System.arraycopy(moved, 0, tour, to + 1, length);
        } else {
            System.arraycopy(tour, from + length, tour, from, to - from - length + 1);
            System.arraycopy(moved, 0, tour, to - length + 1, length);
        }
    }
}
