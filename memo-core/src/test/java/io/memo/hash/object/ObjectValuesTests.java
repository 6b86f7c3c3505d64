package io.memo.hash.object;

import static io.memo.hash.Digests.assertAlike;
import static io.memo.hash.Digests.assertAllDiffer;
import static io.memo.hash.Digests.digest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.MemoIgnore;
import io.memo.UnhashableTypeException;
import io.memo.hash.Digests;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@SuppressWarnings("unused")
class ObjectValuesTests {

    private static class Point {
        private final int x;
        private final List<Integer> tags = new ArrayList<>();

        Point(int x) {
            this.x = x;
        }
    }

    private static final class Twin {
        private final int x;
        private final List<Integer> tags = new ArrayList<>();

        Twin(int x) {
            this.x = x;
        }
    }

    private static final class Point3 extends Point {
        private final int z;

        Point3(int x, int z) {
            super(x);
            this.z = z;
        }
    }

    private record Line(String item, int count, double price) {}

    private record Other(String item, int count, double price) {}

    @Test
    @DisplayName("V24 class and fields, inherited ones too")
    void classAndFieldsCount() {
        assertAlike(new Point(1), new Point(1));
        assertAlike(new Point3(1, 2), new Point3(1, 2));
        assertAllDiffer(new Point(1), new Point(2), new Twin(1), new Point3(1, 0), new Point3(1, 1), new Point3(0, 1));
    }

    @Test
    @DisplayName("V25 deep: what an inner list holds counts")
    void fieldsCountDeeply() {
        Point point = new Point(1);
        point.tags.add(1);
        Point same = new Point(1);
        same.tags.add(1);
        assertAlike(point, same);
        same.tags.set(0, 2);
        assertAllDiffer(point, same, new Point(1));
    }

    @Test
    @DisplayName("V26 records, and objects without getters or serial form")
    void recordsByField() {
        assertAlike(new Line("a", 1, 2.5), new Line("a", 1, 2.5));
        assertAllDiffer(
                new Line("a", 1, 2.5),
                new Line("b", 1, 2.5),
                new Line("a", 2, 2.5),
                new Line("a", 1, 2.6),
                new Other("a", 1, 2.5),
                List.of("a", 1, 2.5),
                new Line(null, 1, 2.5));
    }

    private static final class AllKinds {
        boolean z = true;
        byte b = 1;
        short s = 2;
        char c = 3;
        int i = 4;
        long j = 5;
        float f = 6;
        double d = 7;
    }

    @Test
    void everyPrimitiveFieldCounts() {
        List<AllKinds> variants = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            variants.add(new AllKinds());
        }
        variants.get(1).z = false;
        variants.get(2).b = 9;
        variants.get(3).s = 9;
        variants.get(4).c = 9;
        variants.get(5).i = 9;
        variants.get(6).j = 9;
        variants.get(7).f = 9;
        variants.get(8).d = 9;
        assertAllDiffer(variants.toArray());
    }

    private static final class Hidden {
        final int counts = 1;
        transient int lazy;

        @MemoIgnore
        Object ignored = new Touchy();

        static int shared;
    }

    /** Every method of it throws. */
    private static final class Touchy implements Comparable<Touchy> {
        private final int value = 1;

        @Override
        public int hashCode() {
            throw new IllegalStateException("hashCode was called");
        }

        @Override
        public boolean equals(Object other) {
            throw new IllegalStateException("equals was called");
        }

        @Override
        public String toString() {
            throw new IllegalStateException("toString was called");
        }

        @Override
        public int compareTo(Touchy other) {
            throw new IllegalStateException("compareTo was called");
        }

        public int getValue() {
            throw new IllegalStateException("a getter was called");
        }
    }

    @Test
    @DisplayName("4.3, 5.4 static, transient and ignored fields do not count")
    void someFieldsDoNotCount() {
        Hidden one = new Hidden();
        Hidden other = new Hidden();
        other.lazy = 5;
        other.ignored = new Thread();
        Hidden.shared++;
        assertAlike(one, other);
    }

    @Test
    @DisplayName("4.3 no method of the user's is called")
    void noUserMethodIsCalled() {
        assertAlike(new Touchy(), new Touchy());
        assertAlike(List.of(new Touchy()), List.of(new Touchy()));
        Map<String, Touchy> map = new HashMap<>();
        map.put("a", new Touchy());
        assertAlike(map, new HashMap<>(map));
        assertAlike(java.util.Optional.of(new Touchy()), java.util.Optional.of(new Touchy()));
        assertAlike(new Touchy[] {new Touchy()}, new Touchy[] {new Touchy()});
    }

    private static final class Backed implements Serializable {
        private static final long serialVersionUID = 1L;
        private transient int[] elements;

        Backed(int... elements) {
            this.elements = elements;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.writeInt(elements.length);
        }
    }

    @Test
    @DisplayName("1.5 where a class writes its own serial form, transient does not mean that a field is nothing")
    void transientStateOfSelfWritingClassesCounts() {
        assertAlike(new Backed(1, 2), new Backed(1, 2));
        assertAllDiffer(new Backed(1, 2), new Backed(1, 3));
    }

    private static final class Range extends AbstractList<Integer> {
        private final int from;
        private final int to;

        Range(int from, int to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public Integer get(int index) {
            throw new IllegalStateException("get was called");
        }

        @Override
        public int size() {
            throw new IllegalStateException("size was called");
        }
    }

    @Test
    @DisplayName("4.3 a collection of the user's own is hashed by its fields")
    void ownCollectionsByTheirFields() {
        assertAlike(new Range(1, 2), new Range(1, 2));
        assertAllDiffer(new Range(1, 2), new Range(1, 3));
    }

    private static final class Named extends ArrayList<String> {
        private static final long serialVersionUID = 1L;
        private final String name;

        Named(String name, String... elements) {
            super(List.of(elements));
            this.name = name;
        }
    }

    private static final class Lru extends LinkedHashMap<String, Integer> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > 3;
        }
    }

    private static final class Cunning extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        @Override
        public Iterator<String> iterator() {
            throw new IllegalStateException("iterator was called");
        }
    }

    @Test
    @DisplayName("4.3 subclasses of JDK collections: fields and elements, unless reading would run their code")
    void subclassesOfCollections() {
        assertAlike(new Named("a", "x"), new Named("a", "x"));
        assertAllDiffer(new Named("a", "x"), new Named("b", "x"), new Named("a", "y"), new Named("a"), List.of("x"));
        Lru lru = new Lru();
        lru.put("a", 1);
        Lru other = new Lru();
        other.put("b", 1);
        assertAllDiffer(lru, other, new Lru());
        assertThatThrownBy(() -> digest(new Cunning()))
                .isInstanceOf(UnhashableTypeException.class)
                .hasMessageContaining("it overrides iterator of java.util.ArrayList");
    }

    private static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int code;

        Failure(String message, int code) {
            super(message, null, false, false);
            this.code = code;
        }
    }

    @Test
    void exceptionsByMessageAndFields() {
        assertAlike(new Failure("a", 1), new Failure("a", 1));
        assertAllDiffer(new Failure("a", 1), new Failure("a", 2), new Failure("b", 1));
    }

    private final class Inner {
        private final int x = 1;

        Object outer() {
            return ObjectValuesTests.this;
        }
    }

    private int state;

    @Test
    @DisplayName("4.3 the object around an inner one counts")
    void outerObjectsCount() {
        ObjectValuesTests one = new ObjectValuesTests();
        ObjectValuesTests other = new ObjectValuesTests();
        assertAlike(one.new Inner(), other.new Inner());
        other.state = 1;
        assertAllDiffer(one.new Inner(), other.new Inner());
    }

    private static Supplier<Object> capturing(Object value) {
        return () -> value;
    }

    @Test
    @DisplayName("V34 lambdas by where they are written and what they captured")
    void lambdasCountByPlaceAndCaptures() {
        assertAlike(capturing(1), capturing(1));
        Supplier<Object> other = () -> 1;
        assertAllDiffer(capturing(1), capturing(2), other, (Supplier<Object>) () -> 1);
        assertThat(Digests.hash(capturing(1)).thisProcessOnly()).isTrue();
        assertThat(Digests.hash(capturing(1)).immutable()).isTrue();
        assertThat(Digests.hash(capturing(new ArrayList<>())).immutable()).isFalse();
    }

    private static final Comparator<String> BY_LENGTH = Comparator.comparing(String::length);
    private static final Comparator<String> BY_HASH = Comparator.comparing(Objects::hashCode);

    @Test
    @DisplayName("4.5 lambdas inside the JDK by the method that implements them and what they captured")
    void lambdasOfTheJdk() {
        assertAlike(BY_LENGTH, BY_LENGTH);
        assertAllDiffer(
                BY_LENGTH,
                BY_HASH,
                BY_LENGTH.reversed(),
                BY_LENGTH.thenComparing(BY_HASH),
                Map.Entry.comparingByKey(),
                Map.Entry.comparingByValue());
        assertAlike(Map.Entry.comparingByKey(), Map.Entry.comparingByKey());
        assertAlike(java.util.function.Function.identity(), java.util.function.Function.identity());
    }

    @Test
    @DisplayName("1.5 a plain object is itself: it is used for nothing else")
    void plainObjectsByIdentity() {
        Object lock = new Object();
        assertAlike(lock, lock);
        assertAllDiffer(lock, new Object());
        assertThat(Digests.hash(lock).thisProcessOnly()).isTrue();
    }
}
