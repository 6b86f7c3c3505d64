package io.memo.demo.web;

import io.memo.demo.airports.Airport;
import io.memo.demo.map.CountryMap;
import io.memo.demo.map.Labels;
import io.memo.demo.map.Point;
import io.memo.demo.map.TourLine;
import io.memo.demo.tower.TowerConnection.Clearance;
import io.memo.demo.web.RoundTrips.Trip;
import java.util.List;
import java.util.Optional;

/**
 * A tour as the page draws it.
 *
 * @param unit the symbol of the unit of {@code length}
 */
record TripView(
        Verdict planning,
        Verdict reading,
        int airports,
        double length,
        String unit,
        TourLine line,
        List<Stop> stops,
        Clearance tower) {

    static TripView of(Trip trip, Clearance tower) {
        List<Point> named = Labels.choose(places(trip.visited()));
        return new TripView(
                trip.planning(),
                trip.reading(),
                trip.visited().size(),
                trip.tour().length(),
                trip.tour().unit().symbol(),
                TourLine.through(trip.tour().stops()),
                trip.tour().stops().stream()
                        .flatMap(airport -> Stop.of(airport, named).stream())
                        .toList(),
                tower);
    }

    private static List<Point> places(List<Airport> airports) {
        return airports.stream()
                .flatMap(airport -> CountryMap.place(airport).stream())
                .toList();
    }

    /**
     * A stop on the map.
     *
     * @param named whether there is room for its name
     */
    record Stop(String iata, String name, String place, double x, double y, boolean named) {

        static Optional<Stop> of(Airport airport, List<Point> named) {
            return CountryMap.place(airport)
                    .map(at -> new Stop(
                            airport.iata(), airport.name(), airport.place(), at.x(), at.y(), named.contains(at)));
        }
    }
}
