package io.memo.demo.tour;

/** How hard the planner tries. Each next one starts from what the one before it found. */
public enum Search {
    /** The nearest neighbour tour as it is. */
    NEAREST_NEIGHBOUR {
        @Override
        void improve(int[] tour, DistanceTable distances) {
            // Nothing: this is what the others are compared with.
        }
    },
    /** Legs exchanged two by two until nothing helps any more. */
    TWO_OPT {
        @Override
        void improve(int[] tour, DistanceTable distances) {
            TwoOpt.improve(tour, distances);
        }
    },
    /** And stops moved too, in turns. */
    OR_OPT {
        @Override
        void improve(int[] tour, DistanceTable distances) {
            do {
                TwoOpt.improve(tour, distances);
            } while (OrOpt.improve(tour, distances));
        }
    };

    /** Shortens the tour in place. */
    abstract void improve(int[] tour, DistanceTable distances);
}
