package io.memo.demo.tour;

import io.memo.demo.airports.Airport;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/** Airports to plan tours of: as many as wanted, at places that depend on the seed alone. */
final class Towns {

    private Towns() {}

    static List<Airport> random(int count, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> at("T" + i, random.nextDouble(25, 49), random.nextDouble(-124, -67)))
                .toList();
    }

    static Airport at(String iata, double latitude, double longitude) {
        return new Airport(iata, iata, iata, "XX", latitude, longitude);
    }
}
