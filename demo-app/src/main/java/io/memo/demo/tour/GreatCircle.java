package io.memo.demo.tour;

import io.memo.demo.airports.Airport;

/** Distances on the globe. */
final class GreatCircle {

    /** The mean radius. Change it with DevTools running: the fingerprint of the planner moves, and back. */
    private static final double EARTH_RADIUS_KM = 6371.0;

    private GreatCircle() {}

    /** Returns the shortest way over the surface, in kilometres, by the haversine formula. */
    static double kilometres(Airport from, Airport to) {
        double latitude1 = Math.toRadians(from.latitude());
        double latitude2 = Math.toRadians(to.latitude());
        double half = haversine(latitude2 - latitude1)
                + Math.cos(latitude1)
                        * Math.cos(latitude2)
                        * haversine(Math.toRadians(to.longitude() - from.longitude()));
        return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(Math.min(1, half)));
    }

    private static double haversine(double angle) {
        double sine = Math.sin(angle / 2);
        return sine * sine;
    }
}
