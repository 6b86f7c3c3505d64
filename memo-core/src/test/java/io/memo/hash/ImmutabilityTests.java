package io.memo.hash;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.MemoIgnore;
import java.math.BigDecimal;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@SuppressWarnings("unused")
class ImmutabilityTests {

    private record Pair(Object a, Object b) {}

    private static class Fixed {
        private final Object content;
        private transient int lazy;

        @MemoIgnore
        private int ignored;

        Fixed(Object content) {
            this.content = content;
        }
    }

    private static final class Loose extends Fixed {
        private int open;

        Loose() {
            super("a");
        }
    }

    private static boolean immutable(Object value) {
        return Digests.hash(value).immutable();
    }

    @Test
    @DisplayName("4.9 what can never change is known to be so")
    void immutableValues() {
        for (Object value : new Object[] {
            null,
            "a",
            1,
            1.5,
            'x',
            true,
            DayOfWeek.MONDAY,
            Instant.EPOCH,
            new BigDecimal("1.0"),
            new UUID(1, 2),
            Locale.GERMAN,
            URI.create("a:b"),
            String.class,
            List.of(1, "a"),
            List.of(),
            Set.of(1, 2),
            Map.of("a", 1),
            List.of(1, 2, 3).subList(1, 2),
            Collections.emptyList(),
            Collections.singletonList(1),
            List.of(List.of(1)),
            Optional.of(1),
            Optional.empty(),
            new Pair("a", List.of(1)),
            new Fixed("a"),
            new Fixed(new Pair(1, 2)),
            new int[0],
            new Object[0],
            new Object()
        }) {
            assertThat(immutable(value)).as("%s", value).isTrue();
        }
    }

    @Test
    @DisplayName("4.9 what holds anything that can change, can change")
    void mutableValues() {
        for (Object value : new Object[] {
            new ArrayList<>(),
            Arrays.asList(1),
            new int[1],
            new Object[1],
            new Date(),
            new StringBuilder(),
            new AtomicInteger(),
            new BitSet(),
            List.of(new ArrayList<>()),
            Map.of("a", new Date()),
            Optional.of(new Date()),
            new Pair("a", new Date()),
            new Fixed(new int[] {1}),
            new Loose(),
            Collections.unmodifiableList(new ArrayList<>()),
            Collections.unmodifiableMap(Map.of()),
            List.of(1, List.of(2, new Pair(1, new ArrayList<>())))
        }) {
            assertThat(immutable(value)).as("%s", value).isFalse();
        }
    }

    @Test
    @DisplayName("4.7 what means something in this process alone is marked, however deep it lies")
    void thisProcessOnly() {
        Runnable lambda = () -> {};
        assertThat(Digests.hash(List.of(Map.of("a", new Pair(1, lambda)))).thisProcessOnly())
                .isTrue();
        assertThat(Digests.hash(List.of(Map.of("a", new Pair(1, "b")))).thisProcessOnly())
                .isFalse();
    }
}
