package io.memo.demo.web;

import io.memo.demo.airports.Airport;
import io.memo.demo.airports.AirportCatalogue;
import io.memo.demo.airports.DataFile;
import io.memo.demo.airports.WorkFiles;
import io.memo.demo.tour.Tour;
import io.memo.demo.tour.TourPlanner;
import io.memo.demo.web.Witness.Testimony;
import java.util.Collections;
import java.util.List;
import org.springframework.stereotype.Service;

/** The two memoized calls behind a tour, one after the other: the airports of the data files, then the plan. */
@Service
class RoundTrips {

    static final String PLAN = "TourPlanner.plan";
    static final String BUSIEST = "AirportCatalogue.busiest";

    private final Witness witness;
    private final WorkFiles files;
    private final AirportCatalogue catalogue;
    private final TourPlanner planner;

    RoundTrips(Witness witness, WorkFiles files, AirportCatalogue catalogue, TourPlanner planner) {
        this.witness = witness;
        this.files = files;
        this.catalogue = catalogue;
        this.planner = planner;
    }

    Trip over(int busiest) {
        DataFile airports = files.airports();
        DataFile flights = files.flights();
        Testimony<List<Airport>> read =
                witness.of(BUSIEST, () -> catalogue.busiest(airports, flights), airports, flights);
        List<Airport> visited = read.result().subList(0, busiest);
        Testimony<Tour> planned = witness.of(PLAN, () -> planner.plan(visited), visited);
        return new Trip(visited, read.verdict(), planned.result(), planned.verdict());
    }

    /**
     * Swaps Atlanta and Los Angeles, always among the busiest, in the tour as the cache holds it; done twice, all is as
     * it was. This is the mistake that memo is to find: a caller who changes what was returned to it.
     */
    void spoil(int busiest) {
        List<Airport> stops = over(busiest).tour().stops();
        Collections.swap(stops, position(stops, "ATL"), position(stops, "LAX"));
    }

    private static int position(List<Airport> stops, String iata) {
        return stops.stream().map(Airport::iata).toList().indexOf(iata);
    }

    /**
     * A tour and how it came.
     *
     * @param visited the airports asked for, the busiest first
     * @param reading how the call went that read them
     * @param planning how the call went that planned the tour
     */
    record Trip(List<Airport> visited, Verdict reading, Tour tour, Verdict planning) {}
}
