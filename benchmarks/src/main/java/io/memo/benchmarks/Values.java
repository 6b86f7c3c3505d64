package io.memo.benchmarks;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The values that are hashed, the same in every run. */
final class Values {

    /** A record of 5 fields. */
    record Line(long id, String article, int quantity, double price, boolean gift) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    private Values() {}

    static Line line(int number) {
        return new Line(number, "article " + number, number % 7, number * 0.25, number % 2 == 0);
    }

    static List<Line> lines(int count) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(line(i));
        }
        return lines;
    }

    static List<String> strings(int count) {
        List<String> strings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            strings.add("string number " + i);
        }
        return strings;
    }

    static Map<String, Double> map(int count) {
        Map<String, Double> map = new HashMap<>();
        for (int i = 0; i < count; i++) {
            map.put("key " + i, i * 0.1);
        }
        return map;
    }

    static double[] doubles(int count) {
        return new Random(1).doubles(count).toArray();
    }

    static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}
