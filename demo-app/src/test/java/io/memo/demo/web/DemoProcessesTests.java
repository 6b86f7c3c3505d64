package io.memo.demo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.acceptance.Compiler;
import io.memo.acceptance.shared.RedisServerFixture;
import io.memo.demo.web.MutationAlerts.Alert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** What the guide in the README shows with several processes, and one after the other. */
class DemoProcessesTests {

    private static final Path GREAT_CIRCLE = Path.of("src/main/java/io/memo/demo/tour/GreatCircle.java");
    private static final int AIRPORTS = 60;

    @TempDir
    private Path folder;

    @Test
    @DisplayName(
            "7.3, F26: a second demo on one Redis hits what the first computed; with other code it misses while the"
                    + " first still hits; rolled back it hits again")
    void severalOnOneRedis() throws IOException {
        try (RedisServerFixture redis = RedisServerFixture.start();
                DemoProcess first = shared(redis, DemoProcess.classes())) {
            TripView computed = first.trip(AIRPORTS);
            assertThat(computed.planning().hit()).isFalse();
            first.awaitKept();

            try (DemoProcess second = shared(redis, DemoProcess.classes())) {
                assertHit(second, computed);
            }
            try (DemoProcess changed = shared(redis, withAnotherRadius())) {
                TripView longer = changed.trip(AIRPORTS);
                assertThat(longer.planning().hit()).isFalse();
                assertThat(longer.length()).isGreaterThan(computed.length());
                assertThat(changed.planner().fingerprint())
                        .isNotEqualTo(first.planner().fingerprint());
                changed.awaitKept();
            }
            TripView again = first.trip(AIRPORTS);
            assertThat(again.planning().hit()).isTrue();
            assertThat(again.length()).isEqualTo(computed.length());
            try (DemoProcess rolledBack = shared(redis, DemoProcess.classes())) {
                assertHit(rolledBack, computed);
            }
        }
    }

    @Test
    @DisplayName(
            "7.2, 5: the first call after a restart with persist is a hit, and who changes what it returned is found")
    void restartedWithPersist() {
        TripView computed;
        try (DemoProcess before = persisting()) {
            computed = before.trip(AIRPORTS);
            assertThat(computed.planning().hit()).isFalse();
            before.awaitKept();
        }
        try (DemoProcess restarted = persisting()) {
            assertHit(restarted, computed);

            restarted.spoil(AIRPORTS);
            restarted.trip(AIRPORTS);
            restarted.awaitAlert();
            assertThat(restarted.state().alerts()).hasSize(1);
            Alert alert = restarted.state().alerts().get(0);
            assertThat(alert.method()).isEqualTo(RoundTrips.PLAN);
            assertThat(alert.places()).isNotEmpty().allMatch(place -> place.startsWith("result.stops["));
        }
    }

    @Test
    @DisplayName("7.3: without a Redis the demo has nothing to say about it and is well")
    void withoutRedis() {
        try (DemoProcess demo = DemoProcess.start(DemoProcess.classes(), List.of(data()))) {
            assertThat(demo.trip(AIRPORTS).planning().hit()).isFalse();
            assertThat(demo.trip(AIRPORTS).planning().hit()).isTrue();
            assertThat(demo.health()).isEqualTo("UP");
            assertThat(demo.complaints()).isEmpty();
        }
    }

    private static void assertHit(DemoProcess demo, TripView computed) {
        TripView found = demo.trip(AIRPORTS);
        assertThat(found.planning().hit()).isTrue();
        assertThat(found.length()).isEqualTo(computed.length());
        assertThat(found.stops()).isEqualTo(computed.stops());
        assertThat(demo.planner().hits()).isOne();
        assertThat(demo.planner().misses()).isZero();
        assertThat(demo.hitsOutside()).isOne();
    }

    private DemoProcess shared(RedisServerFixture redis, Path classes) {
        DemoProcess started = DemoProcess.start(
                classes,
                List.of(
                        data(),
                        "--spring.data.redis.host=127.0.0.1",
                        "--spring.data.redis.port=" + redis.port(),
                        "--memo.shared.enabled=true",
                        "--memo.shared.secret=a secret of the tests",
                        "--memo.shared.min-compute=0ms",
                        // A busy machine answers late, which is not what this is about.
                        "--memo.shared.deadline=10s"));
        started.awaitReading();
        return started;
    }

    private DemoProcess persisting() {
        return DemoProcess.start(
                DemoProcess.classes(),
                List.of(
                        data(),
                        "--memo.methods.TourPlanner.plan.persist=true",
                        "--memo.persist.min-compute=0ms",
                        "--memo.persist.directory=" + folder.resolve("kept")));
    }

    private String data() {
        return "--demo.data.directory=" + folder.resolve("data");
    }

    private Path withAnotherRadius() throws IOException {
        String source = Files.readString(GREAT_CIRCLE);
        String changed = source.replace("6371.0", "6378.1");
        assertThat(changed).isNotEqualTo(source);
        Path classes = folder.resolve("changed");
        FileSystemUtils.copyRecursively(DemoProcess.classes(), classes);
        Compiler.compile(classes, List.of(classes), changed);
        return classes;
    }
}
