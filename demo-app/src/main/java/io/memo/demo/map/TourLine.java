package io.memo.demo.map;

import io.memo.demo.airports.Airport;
import java.util.List;

/**
 * A closed tour as SVG path data. Its legs are told apart, for one that leads into an inset is not where it seems.
 *
 * @param legs those within one part of the map
 * @param leaps those from one part to another
 */
public record TourLine(String legs, String leaps) {

    /** Returns the line through the airports and back to the first; those off the map are passed by. */
    public static TourLine through(List<Airport> stops) {
        List<Airport> drawn =
                stops.stream().filter(stop -> Region.of(stop).isPresent()).toList();
        StringBuilder legs = new StringBuilder();
        StringBuilder leaps = new StringBuilder();
        for (int i = 0; i < drawn.size(); i++) {
            Airport from = drawn.get(i);
            Airport to = drawn.get((i + 1) % drawn.size());
            (sameRegion(from, to) ? legs : leaps).append(leg(from, to));
        }
        return new TourLine(legs.toString(), leaps.toString());
    }

    private static boolean sameRegion(Airport from, Airport to) {
        return Region.of(from).equals(Region.of(to));
    }

    private static String leg(Airport from, Airport to) {
        return "M" + text(from) + "L" + text(to);
    }

    private static String text(Airport airport) {
        return CountryMap.place(airport).map(Point::text).orElseThrow();
    }
}
