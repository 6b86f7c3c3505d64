package io.memo.demo.tour;

/** A first tour: always on to the nearest airport not yet visited. */
final class NearestNeighbour {

    private NearestNeighbour() {}

    static int[] tour(DistanceTable distances, int start) {
        int[] tour = new int[distances.size()];
        boolean[] visited = new boolean[tour.length];
        int here = start;
        for (int i = 0; i < tour.length; i++) {
            tour[i] = here;
            visited[here] = true;
            here = nearest(distances, here, visited);
        }
        return tour;
    }

    /** Returns the airport itself once all are visited. */
    private static int nearest(DistanceTable distances, int here, boolean[] visited) {
        int nearest = here;
        double best = Double.POSITIVE_INFINITY;
        for (int there = 0; there < visited.length; there++) {
            if (!visited[there] && distances.between(here, there) < best) {
                nearest = there;
                best = distances.between(here, there);
            }
        }
        return nearest;
    }
}
