package io.memo.demo.web;

import io.memo.demo.airports.AirportCatalogue;
import io.memo.demo.airports.WorkFiles;
import io.memo.demo.map.CountryMap;
import io.memo.demo.tower.Tower;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Tours over HTTP. */
@RestController
@RequestMapping("/api")
class TripController {

    private static final int FEWEST = 10;
    private static final int MOST = 300;

    private final RoundTrips trips;
    private final Tower tower;
    private final AirportCatalogue catalogue;
    private final WorkFiles files;
    private final MutationAlerts alerts;

    TripController(RoundTrips trips, Tower tower, AirportCatalogue catalogue, WorkFiles files, MutationAlerts alerts) {
        this.trips = trips;
        this.tower = tower;
        this.catalogue = catalogue;
        this.files = files;
        this.alerts = alerts;
    }

    /** Plans a tour of so many airports, the busiest ones. */
    @GetMapping("/trip")
    TripView trip(@RequestParam int airports) {
        return TripView.of(
                trips.over(checked(airports)), tower.connect("tower.local").request());
    }

    /** Changes that tour behind the back of the cache, or changes it back; earlier alerts about tours are settled. */
    @PutMapping("/trip/spoiled")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void spoil(@RequestParam int airports) {
        trips.spoil(checked(airports));
        alerts.forget(RoundTrips.PLAN);
    }

    /** Returns every airport of the country as a dot, in SVG path data. */
    @GetMapping("/backdrop")
    String backdrop() {
        return CountryMap.dots(catalogue.all(files.airports()).stream()
                .flatMap(airport -> CountryMap.place(airport).stream())
                .toList());
    }

    private static int checked(int airports) {
        if (airports < FEWEST || airports > MOST) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST,
                    "airports is " + airports + " but must lie between " + FEWEST + " and " + MOST);
        }
        return airports;
    }
}
