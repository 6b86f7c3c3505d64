package io.memo.demo.web;

import io.memo.MemoizedMethod;
import io.memo.demo.tour.DistanceUnit;
import io.memo.demo.tour.Search;
import io.memo.demo.web.MutationAlerts.Alert;
import java.util.List;
import java.util.Objects;

/**
 * What the whole application shares: there is nothing per session.
 *
 * @param edited whether the data file is edited
 */
record StateView(SettingsView settings, boolean edited, List<MethodView> methods, List<Alert> alerts) {

    /** The configuration that can be changed at run time. */
    record SettingsView(DistanceUnit unit, Search search) {

        SettingsView {
            Objects.requireNonNull(unit, "unit");
            Objects.requireNonNull(search, "search");
        }
    }

    /**
     * A memoized method in figures.
     *
     * @param fingerprint the first eight digits
     * @param savedMillis how long the hits would have taken
     */
    record MethodView(String name, String fingerprint, long hits, long misses, long entries, long savedMillis) {

        private static final int SHOWN = 8;

        static MethodView of(MemoizedMethod method) {
            var figures = method.figures();
            return new MethodView(
                    method.name(),
                    method.fingerprint().substring(0, SHOWN),
                    figures.hits(),
                    figures.misses(),
                    figures.entries(),
                    figures.timeSaved().toMillis());
        }
    }
}
