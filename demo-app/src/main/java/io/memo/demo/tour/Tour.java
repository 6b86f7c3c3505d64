package io.memo.demo.tour;

import io.memo.demo.airports.Airport;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A closed tour. Anyone who holds it can change it, for {@link #stops()} is its own list: a careless class on purpose,
 * so that the page has something to change behind the back of the cache.
 */
public final class Tour implements Serializable {

    private static final long serialVersionUID = 1L;

    private final List<Airport> stops;
    private final double length;
    private final DistanceUnit unit;

    Tour(List<Airport> stops, double length, DistanceUnit unit) {
        this.stops = new ArrayList<>(stops);
        this.length = length;
        this.unit = unit;
    }

    /** Returns the stops in order: the list itself, not a copy. */
    public List<Airport> stops() {
        return stops;
    }

    /** Returns the length, the leg home included. */
    public double length() {
        return length;
    }

    /** Returns the unit of the length. */
    public DistanceUnit unit() {
        return unit;
    }
}
