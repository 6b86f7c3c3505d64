package io.memo.demo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.acceptance.Defaults;
import io.memo.acceptance.shared.RedisServerFixture;
import io.memo.demo.tour.DistanceUnit;
import io.memo.demo.tour.Search;
import io.memo.demo.web.StateView.SettingsView;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Issue 13.8: demos with other locales, time zones and charsets on one directory and one Redis. */
class DemoDefaultsTests {

    private static final boolean THOROUGH = Integer.getInteger("memo.kills", 1) > 1;

    private static final List<String> THAI = List.of(
            "-Duser.language=th",
            "-Duser.country=TH",
            "-Duser.extensions=u-nu-thai-ca-buddhist",
            "-Dfile.encoding=UTF-16");

    private static final List<String> METHODS =
            List.of("TourPlanner.plan", "AirportCatalogue.busiest", "AirportCatalogue.all");

    @TempDir
    private Path folder;

    @Test
    @DisplayName(
            "Issue 13.8, SPEC 4.7: each demo answers what it computes itself, with the same defaults from the others' results")
    void onOneDirectoryAndOneRedis() {
        try (RedisServerFixture redis = RedisServerFixture.start()) {
            // The first one finds nothing. What the demo answers is the same everywhere.
            List<Object> english = memoized(redis, Defaults.ENGLISH);
            assertThat(memoized(redis, Defaults.TURKISH)).isEqualTo(english);
            if (THOROUGH) {
                assertThat(english).isEqualTo(plain(Defaults.TURKISH));
                assertThat(english).isEqualTo(plain(Defaults.ENGLISH));
                assertThat(memoized(redis, THAI)).isEqualTo(plain(THAI));
                assertThat(memoized(redis, Defaults.TURKISH)).isEqualTo(plain(Defaults.TURKISH));
                assertThat(memoized(redis, Defaults.ENGLISH)).isEqualTo(english);
            }
        }
    }

    private List<Object> memoized(RedisServerFixture redis, List<String> defaults) {
        List<String> settings = new ArrayList<>(List.of(
                "--memo.persist.directory=" + folder.resolve("kept"),
                "--memo.persist.min-compute=0ms",
                "--spring.data.redis.host=127.0.0.1",
                "--spring.data.redis.port=" + redis.port(),
                "--memo.shared.enabled=true",
                "--memo.shared.secret=a secret of the tests",
                "--memo.shared.min-compute=0ms",
                "--memo.shared.deadline=10s"));
        METHODS.forEach(method -> settings.add("--memo.methods." + method + ".persist=true"));
        return answers(defaults, settings);
    }

    private List<Object> plain(List<String> defaults) {
        return answers(
                defaults,
                METHODS.stream()
                        .map(method -> "--memo.methods." + method + ".enabled=false")
                        .toList());
    }

    /** Returns all that the page can ask for. */
    private List<Object> answers(List<String> defaults, List<String> settings) {
        List<String> all = new ArrayList<>(settings);
        all.add("--demo.data.directory=" + folder.resolve("data"));
        List<Object> answers = new ArrayList<>();
        try (DemoProcess demo = DemoProcess.start(DemoProcess.classes(), defaults, all)) {
            answers.add(demo.backdrop());
            for (DistanceUnit unit : DistanceUnit.values()) {
                for (Search search : Search.values()) {
                    demo.set(new SettingsView(unit, search));
                    add(answers, demo);
                }
            }
            demo.edit();
            answers.add(demo.backdrop());
            add(answers, demo);
            demo.undoEdit();
            add(answers, demo);
        }
        return answers;
    }

    /** Twice, the second time from memory; without how the calls went. */
    private static void add(List<Object> answers, DemoProcess demo) {
        for (int airports : new int[] {10, 33, 10}) {
            TripView trip = demo.trip(airports);
            answers.add(List.of(trip.airports(), trip.length(), trip.unit(), trip.line(), trip.stops(), trip.tower()));
        }
    }
}
