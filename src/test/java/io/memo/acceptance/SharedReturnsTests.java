package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.acceptance.shared.RedisServerFixture;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frozen results and copies that another machine computed. */
class SharedReturnsTests {

    private static final String CALENDAR = """
            package shop;
            import io.memo.*;
            import java.util.*;
            @org.springframework.stereotype.Service
            public class Calendar {
                @Memoize(returns = ReturnMode.COPY)
                public List<Date> copied() {
                    io.memo.acceptance.Runs.ran("copied");
                    return new ArrayList<>(List.of(new Date(1), new Date(2)));
                }
                @Memoize(returns = ReturnMode.FROZEN)
                public List<List<String>> frozen() {
                    io.memo.acceptance.Runs.ran("frozen");
                    return new ArrayList<>(List.of(new ArrayList<>(List.of("x", "y")), new ArrayList<>()));
                }
            }
            """;

    private static final String BEAN = "shop.Calendar";

    @TempDir
    private Path folder;

    private RedisServerFixture redis;
    private Machines machines;

    @BeforeEach
    void start() {
        World.reset();
        redis = RedisServerFixture.start();
        machines = Machines.in(folder, redis, CALENDAR);
    }

    @AfterEach
    void stop() {
        machines.close();
        redis.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "fory"})
    @DisplayName("5.5, 7.4: what another machine computed is frozen, or a copy for each caller, by either codec")
    void whatComesFromAnotherMachine(String codec) {
        try (Machine one = machines.start("memo.codec=" + codec);
                Machine other = machines.start("memo.codec=" + codec)) {
            requireOwn(one);
            requireFrozen(one);
            machines.awaitEntries("Calendar.copied", 1);
            machines.awaitEntries("Calendar.frozen", 1);
            for (int i = 0; i < 3; i++) {
                requireOwn(other);
                requireFrozen(other);
            }
        }
        assertThat(Runs.of("copied")).isOne();
        assertThat(Runs.of("frozen")).isOne();
    }

    private static void requireOwn(Machine machine) {
        List<Date> dates = machine.application().call(BEAN, "copied");
        assertThat(dates).containsExactly(new Date(1), new Date(2));
        dates.get(0).setTime(99);
        dates.remove(1);
    }

    private static void requireFrozen(Machine machine) {
        List<List<String>> days = machine.application().call(BEAN, "frozen");
        assertThat(days).containsExactly(List.of("x", "y"), List.of());
        assertThatThrownBy(days::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> days.get(0).add("z")).isInstanceOf(UnsupportedOperationException.class);
    }
}
