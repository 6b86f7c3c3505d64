package io.memo.demo.airports;

import java.io.Serializable;

/**
 * An airport.
 *
 * @param iata its code
 * @param name its name
 * @param place the city and state it serves, as far as the data knows them
 * @param state its two letters, or NA
 * @param latitude in degrees, north is positive
 * @param longitude in degrees, east is positive
 */
public record Airport(String iata, String name, String place, String state, double latitude, double longitude)
        implements Serializable {

    /** The data writes this for a city or state that it does not know. */
    private static final String UNKNOWN = "NA";

    /** Returns the airport of one line of {@code airports.csv}. */
    static Airport of(CsvLine line) {
        String city = line.text(2);
        String state = line.text(3);
        String place = UNKNOWN.equals(city) ? line.text(1) : city + ", " + state;
        return new Airport(line.text(0), line.text(1), place, state, line.decimal(5), line.decimal(6));
    }
}
