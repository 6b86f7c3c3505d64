package io.memo.demo.map;

import io.memo.demo.airports.Airport;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Draws airports on a map of the USA that is {@value #WIDTH} wide and {@value #HEIGHT} high. */
public final class CountryMap {

    /** The width of the view box. */
    public static final int WIDTH = 975;

    /** The height of the view box. */
    public static final int HEIGHT = 610;

    private CountryMap() {}

    /** Returns the airport's place on the map; empty if the map does not reach that far. */
    public static Optional<Point> place(Airport airport) {
        return Region.of(airport).map(region -> region.project(airport));
    }

    /** Returns SVG path data that is a dot at each of the points, for a stroke with round caps. */
    public static String dots(List<Point> points) {
        return points.stream().map(point -> "M" + point.text() + "h0").collect(Collectors.joining());
    }
}
