package io.memo.hash.structural;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.MemoIgnore;
import io.memo.hash.ManagedObjects;
import io.memo.hash.Origin;
import io.memo.hash.StructuralHasher;
import io.memo.hash.format.KeyPart;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.Vector;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What stands for values in keys of this process (4.1, 4.2, 4.3). */
class KeyPartTests {

    private final StructuralHasher hasher = StructuralHasher.create();

    private @Nullable Object keyPart(@Nullable Object value) {
        return hasher.keyPart(value, Origin.NONE);
    }

    record Line(
            String name,
            int pieces,
            double price,
            float weight,
            @Nullable Long id) {}

    record Other(
            String name,
            int pieces,
            double price,
            float weight,
            @Nullable Long id) {}

    record Every(boolean a, byte b, short c, char d, int e, long f, float g, double h, UUID i, LocalDate j) {}

    record Holding(String name, List<String> parts) {}

    record Ignoring(String name, @MemoIgnore String note) {}

    record Shouting(String name) {
        @Override
        public boolean equals(@Nullable Object other) {
            throw new AssertionError("equals of the user's was called");
        }

        @Override
        public int hashCode() {
            throw new AssertionError("hashCode of the user's was called");
        }

        @Override
        public String name() {
            throw new AssertionError("an accessor of the user's was called");
        }
    }

    enum Colour {
        RED,
        GREEN
    }

    private static final UUID SOME_ID = new UUID(1, 2);

    private static List<@Nullable Object> values() {
        List<@Nullable Object> values = new ArrayList<>(Arrays.asList(
                null,
                "",
                "a",
                new String("a"),
                "ab",
                "ä",
                "a€",
                '1',
                (byte) 1,
                (short) 1,
                1,
                1L,
                1.0,
                1f,
                true,
                false));
        values.addAll(List.of(0.0, -0.0, Double.NaN, Double.longBitsToDouble(0x7ff8000000000001L), 0f, -0f, Float.NaN));
        values.addAll(
                List.of(SOME_ID, new UUID(1, 2), new UUID(2, 1), LocalDate.of(2026, 1, 2), Colour.RED, Colour.GREEN));
        values.addAll(
                List.of(List.of(), List.of("a"), List.of("a", "b"), List.of("b", "a"), List.of("ab"), List.of(1)));
        values.addAll(
                List.of(List.of(1L), List.of('1'), List.of(List.of()), List.of(List.of("a")), List.of(Colour.RED)));
        values.add(new ArrayList<>(List.of("a", "b")));
        values.add(new LinkedList<>(List.of("a", "b")));
        values.add(new Vector<>(List.of("a", "b")));
        values.add(Arrays.asList("a", "b"));
        values.add(Arrays.asList("a", null));
        values.add(Arrays.asList(null, "a"));
        values.add(Collections.unmodifiableList(new ArrayList<>(List.of("a", "b"))));
        values.add(List.of("x", "a", "b").subList(1, 3));
        values.add(new LinkedHashSet<>(List.of("a", "b")));
        values.add(new String[] {"a", "b"});
        values.add(new Object[] {"a", "b"});
        values.add(IntStream.range(0, 64).boxed().toList());
        values.add(IntStream.range(0, 65).boxed().toList());
        values.add(new ArrayList<>(IntStream.range(0, 65).boxed().toList()));
        values.add(new Line("a", 1, 0.0, 0f, 3L));
        values.add(new Line("a", 1, 0.0, 0f, 3L));
        values.add(new Line("a", 1, -0.0, 0f, 3L));
        values.add(new Line("a", 1, 0.0, -0f, 3L));
        values.add(new Line("a", 1, Double.NaN, Float.NaN, null));
        values.add(new Line("a", 1, Double.longBitsToDouble(0x7ff8000000000001L), Float.NaN, null));
        values.add(new Line("b", 1, 0.0, 0f, 3L));
        values.add(new Line("a", 2, 0.0, 0f, 3L));
        values.add(new Other("a", 1, 0.0, 0f, 3L));
        values.add(new Holding("a", List.of("b")));
        values.add(new Holding("a", new ArrayList<>(List.of("b"))));
        values.add(new Ignoring("a", "b"));
        values.add(new Ignoring("a", "c"));
        values.add(new Ignoring("b", "c"));
        return values;
    }

    @Test
    void areEqualIfAndOnlyIfTheDigestsAre() {
        List<@Nullable Object> values = values();
        for (Object one : values) {
            for (Object other : values) {
                boolean alike = hasher.digest(one).equals(hasher.digest(other));
                Object onePart = keyPart(one);
                Object otherPart = keyPart(other);
                assertThat(Objects.equals(onePart, otherPart))
                        .as("%s and %s", one, other)
                        .isEqualTo(alike);
                if (alike) {
                    assertThat(Objects.hashCode(onePart)).isEqualTo(Objects.hashCode(otherPart));
                }
            }
        }
    }

    @Test
    void everyFieldOfARecordCounts() {
        Every base = new Every(true, (byte) 1, (short) 1, 'a', 1, 1, 1, 1, SOME_ID, LocalDate.MIN);
        List<Every> others = List.of(
                new Every(false, (byte) 1, (short) 1, 'a', 1, 1, 1, 1, SOME_ID, LocalDate.MIN),
                new Every(true, (byte) 2, (short) 1, 'a', 1, 1, 1, 1, SOME_ID, LocalDate.MIN),
                new Every(true, (byte) 1, (short) 2, 'a', 1, 1, 1, 1, SOME_ID, LocalDate.MIN),
                new Every(true, (byte) 1, (short) 1, 'b', 1, 1, 1, 1, SOME_ID, LocalDate.MIN),
                new Every(true, (byte) 1, (short) 1, 'a', 2, 1, 1, 1, SOME_ID, LocalDate.MIN),
                new Every(true, (byte) 1, (short) 1, 'a', 1, 2, 1, 1, SOME_ID, LocalDate.MIN),
                new Every(true, (byte) 1, (short) 1, 'a', 1, 1, 2, 1, SOME_ID, LocalDate.MIN),
                new Every(true, (byte) 1, (short) 1, 'a', 1, 1, 1, 2, SOME_ID, LocalDate.MIN),
                new Every(true, (byte) 1, (short) 1, 'a', 1, 1, 1, 1, new UUID(2, 2), LocalDate.MIN),
                new Every(true, (byte) 1, (short) 1, 'a', 1, 1, 1, 1, SOME_ID, LocalDate.MAX));

        assertThat(keyPart(base))
                .isEqualTo(
                        keyPart(new Every(true, (byte) 1, (short) 1, 'a', 1, 1, 1, 1, new UUID(1, 2), LocalDate.MIN)))
                .isInstanceOf(KeyPart.OfFields.class);
        assertThat(others).noneSatisfy(other -> assertThat(keyPart(other)).isEqualTo(keyPart(base)));
    }

    @Test
    void callNothingOfTheUsers() {
        assertThat(keyPart(new Shouting("a")))
                .isInstanceOf(KeyPart.OfFields.class)
                .isEqualTo(keyPart(new Shouting("a")))
                .isNotEqualTo(keyPart(new Shouting("b")));
    }

    @Test
    void doNotChangeWithTheListTheyStandFor() {
        List<String> list = new ArrayList<>(List.of("a"));
        Object before = keyPart(list);
        list.add("b");

        assertThat(keyPart(list)).isNotEqualTo(before);
        assertThat(before).isEqualTo(keyPart(List.of("a")));
    }

    @Test
    void leaveTheirPlaceToAHasher() {
        StructuralHasher shrugging = StructuralHasher.builder()
                .hasher(String.class, text -> "any")
                .hasher(LocalDate.class, date -> date.getYear())
                .build();

        assertThat(shrugging.keyPart("a", Origin.NONE)).isEqualTo(shrugging.keyPart("b", Origin.NONE));
        assertThat(shrugging.areOwnKeyParts(String.class)).isFalse();
        assertThat(shrugging.keyPart(List.of("a"), Origin.NONE))
                .isEqualTo(shrugging.keyPart(List.of("b"), Origin.NONE));
        assertThat(shrugging.keyPart(new Ignoring("a", ""), Origin.NONE))
                .isEqualTo(shrugging.keyPart(new Ignoring("b", ""), Origin.NONE));
    }

    @Test
    void ofARecordThatMayHaveANameIsItsName() {
        Line named = new Line("a", 1, 1, 1, 1L);
        StructuralHasher managing = StructuralHasher.builder()
                .managedObjects(new ManagedObjects() {
                    @Override
                    public @Nullable String nameOf(Object object) {
                        return object == named ? "line" : null;
                    }
                })
                .build();

        assertThat(managing.keyPart(named, Origin.NONE))
                .isEqualTo(managing.keyPart(named, Origin.NONE))
                .isNotEqualTo(managing.keyPart(new Line("a", 1, 1, 1, 1L), Origin.NONE));
    }

    @Test
    void ofLongValuesAreShort() {
        Object some = keyPart("x".repeat(10).repeat(100).toCharArray());

        assertThat(some)
                .isEqualTo(keyPart("x".repeat(1000).toCharArray()))
                .isNotEqualTo(keyPart("x".repeat(1001).toCharArray()));
    }
}
