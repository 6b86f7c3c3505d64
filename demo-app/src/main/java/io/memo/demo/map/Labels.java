package io.memo.demo.map;

import java.util.ArrayList;
import java.util.List;

/** Chooses which points to name, so that no two names run into each other. */
public final class Labels {

    private static final int MOST = 30;
    private static final double LEAST_DISTANCE = 46;

    private Labels() {}

    /** Returns those to name out of some points, of which the earlier matter more. */
    public static List<Point> choose(List<Point> points) {
        List<Point> chosen = new ArrayList<>();
        for (Point point : points) {
            if (chosen.size() < MOST && chosen.stream().allMatch(other -> point.distance(other) >= LEAST_DISTANCE)) {
                chosen.add(point);
            }
        }
        return List.copyOf(chosen);
    }
}
