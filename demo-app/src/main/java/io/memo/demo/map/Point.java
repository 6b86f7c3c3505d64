package io.memo.demo.map;

/** A place on the map, in units of its view box, y downwards. */
public record Point(double x, double y) {

    /** Returns the place as SVG path data writes it. */
    String text() {
        return x + "," + y;
    }

    /** Returns the straight distance on the map. */
    public double distance(Point other) {
        return Math.hypot(x - other.x, y - other.y);
    }
}
