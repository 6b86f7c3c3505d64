package io.memo.demo.airports;

import io.memo.Memoize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/** Reads the airports from the data files. */
@Service
public class AirportCatalogue {

    /**
     * Returns the airports that flights go to or come from, the busiest first.
     *
     * <p>Reading files is safe to memoize here, for their content is part of the key.
     */
    @Memoize
    public List<Airport> busiest(DataFile airports, DataFile flights) {
        try {
            Map<String, Integer> traffic = traffic(flights.lines());
            return airports.lines().stream()
                    .map(Airport::of)
                    .filter(airport -> traffic.containsKey(airport.iata()))
                    .sorted(Comparator.comparing((Airport airport) -> traffic.getOrDefault(airport.iata(), 0))
                            .reversed()
                            .thenComparing(Airport::iata))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns all airports of the file, in its order. */
    @Memoize
    public List<Airport> all(DataFile airports) {
        try {
            return airports.lines().stream().map(Airport::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Integer> traffic(List<CsvLine> flights) {
        Map<String, Integer> traffic = new HashMap<>();
        for (CsvLine line : flights) {
            traffic.merge(line.text(0), line.number(2), Integer::sum);
            traffic.merge(line.text(1), line.number(2), Integer::sum);
        }
        return traffic;
    }
}
