package io.memo.demo.map;

/**
 * Albers' equal-area conic projection of the sphere, between two standard parallels, around an origin. See
 * J. P. Snyder, Map Projections: A Working Manual (1987), page 100.
 */
final class Albers {

    private final double originLongitude;
    private final double n;
    private final double c;
    private final double originRadius;

    /** All in degrees. */
    Albers(double originLatitude, double originLongitude, double southParallel, double northParallel) {
        double sinSouth = Math.sin(Math.toRadians(southParallel));
        double cosSouth = Math.cos(Math.toRadians(southParallel));
        this.originLongitude = originLongitude;
        this.n = (sinSouth + Math.sin(Math.toRadians(northParallel))) / 2;
        this.c = cosSouth * cosSouth + 2 * n * sinSouth;
        this.originRadius = radius(originLatitude);
    }

    /** Returns where a place lies, in radii of the globe from the origin. */
    Point project(double latitude, double longitude) {
        double angle = n * Math.toRadians(Math.IEEEremainder(longitude - originLongitude, 360));
        double radius = radius(latitude);
        return new Point(radius * Math.sin(angle), radius * Math.cos(angle) - originRadius);
    }

    private double radius(double latitude) {
        return Math.sqrt(c - 2 * n * Math.sin(Math.toRadians(latitude))) / n;
    }
}
