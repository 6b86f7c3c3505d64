package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.memo.InvalidMemoizeException;
import io.memo.store.tier.MemoCodec;
import io.memo.store.tier.ResultCodec;
import io.memo.store.tier.guard.TierWriter;
import io.memo.store.tier.method.Tiers;
import java.lang.reflect.Type;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Issue 12.5: places outside the process that cannot be made. */
class FarPlacesTests {

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.memo.store");

    @BeforeEach
    void listen() {
        logged.start();
        logger.addAppender(logged);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(logged);
    }

    static Stream<Throwable> failures() {
        return Stream.of(
                new NoSuchMethodError("told to"),
                new NoClassDefFoundError("told to"),
                new ExceptionInInitializerError(new IllegalStateException("told to")),
                new IllegalStateException("told to"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    @DisplayName(
            "Issue 12.5: places that fail while they are made leave all methods memoized in memory; one line says so")
    void placesThatCannotBeMade(Throwable failure) {
        memoizedInMemory(() -> {
            throw FarPlacesTests.<RuntimeException>unchecked(failure);
        });
        assertThat(logged.list)
                .filteredOn(event -> event.getLevel() == Level.ERROR)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getFormattedMessage())
                            .contains("kept in memory only", "A.compute", "docs/versions.md");
                    assertThat(event.getThrowableProxy().getClassName())
                            .isEqualTo(failure.getClass().getName());
                });
    }

    @Test
    @DisplayName("Issue 12.5: so does a codec whose library is of another version")
    void codecThatCannotBeMade() {
        MemoCodec broken = new MemoCodec() {
            @Override
            public String id() {
                return "broken";
            }

            @Override
            public ResultCodec forResults(Type returnType) {
                throw new NoSuchMethodError("told to");
            }
        };
        Tiers tiers = new Tiers(List::of, List.of(), new TierWriter(1 << 20, 1), "app", broken);
        memoizedInMemory(() -> tiers);
        assertThat(logged.list)
                .filteredOn(event -> event.getLevel() == Level.ERROR)
                .hasSize(1);
    }

    @Test
    @DisplayName("Issue 12.5: what whoever configured it can mend is refused as before")
    void mistakeOfConfigurationIsRefused() {
        InvalidMemoizeException mistake = new InvalidMemoizeException("problem", "remedy");
        Fixture fixture = new Fixture().outside(() -> {
            throw mistake;
        });
        MemoEngine engine = fixture.engine();
        assertThatThrownBy(() -> engine.add(fixture.spec("A.compute"))).isSameAs(mistake);
    }

    private static void memoizedInMemory(Supplier<Tiers> outside) {
        Fixture fixture = new Fixture().outside(outside);
        MemoEngine engine = fixture.engine();
        for (String name : List.of("A.compute", "B.compute")) {
            MethodMemoizer method = engine.add(fixture.spec(name));
            AtomicInteger runs = new AtomicInteger();
            assertThat(fixture.call(method, "a", runs::incrementAndGet)).isEqualTo(1);
            assertThat(fixture.call(method, "a", runs::incrementAndGet)).isEqualTo(1);
            assertThat(method.tiers()).isEmpty();
        }
        engine.clear();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T unchecked(Throwable failure) throws T {
        throw (T) failure;
    }
}
