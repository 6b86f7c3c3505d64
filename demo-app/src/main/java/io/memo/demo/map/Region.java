package io.memo.demo.map;

import io.memo.demo.airports.Airport;
import java.util.Optional;
import java.util.Set;

/** A part of the map with a projection of its own: the lower 48 states, and three insets below them. */
enum Region {
    LOWER_48(new Albers(38.7, -96.6, 29.5, 45.5), 1300, 487.5, 292),
    ALASKA(new Albers(60, -154, 55, 65), 455, 115, 518),
    HAWAII(new Albers(20.3, -157.5, 8, 18), 1300, 285, 553),
    CARIBBEAN(new Albers(18.2, -66, 8, 18), 1300, 893, 580);

    private static final Set<String> ELSEWHERE = Set.of("GU", "AS", "CQ");

    private final Albers projection;
    private final double scale;
    private final double x;
    private final double y;

    Region(Albers projection, double scale, double x, double y) {
        this.projection = projection;
        this.scale = scale;
        this.x = x;
        this.y = y;
    }

    /** Returns where the airport is drawn; empty for the Pacific territories, which the map leaves out. */
    static Optional<Region> of(Airport airport) {
        return switch (airport.state()) {
            case "AK" -> Optional.of(ALASKA);
            case "HI" -> Optional.of(HAWAII);
            case "PR", "VI" -> Optional.of(CARIBBEAN);
            default ->
                ELSEWHERE.contains(airport.state()) || airport.latitude() < 24
                        ? Optional.empty()
                        : Optional.of(LOWER_48);
        };
    }

    Point project(Airport airport) {
        Point point = projection.project(airport.latitude(), airport.longitude());
        return new Point(round(x + scale * point.x()), round(y + scale * point.y()));
    }

    /** A tenth of a unit is finer than any screen draws it, and keeps the answers short. */
    private static double round(double coordinate) {
        return Math.round(coordinate * 10) / 10.0;
    }
}
