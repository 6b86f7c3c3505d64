package io.memo.store.fory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.store.serial.Codecs;
import io.memo.store.tier.NotStorableException;
import io.memo.store.tier.ResultCodec;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hibernate.collection.spi.PersistentBag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("7.4, F12 what Fory stores, and what is refused with the reason")
@SuppressWarnings("unused")
class ForyResultsTests {

    private final ResultCodec codec = Codecs.Kind.FORY.forResults(Object.class);

    record Line(String name, @Nullable Object more) {}

    enum Level {
        LOW,
        HIGH {
            @Override
            public String toString() {
                return "high";
            }
        }
    }

    static class Above {
        private final int x = 1;
    }

    static final class Plain extends Above {
        private final List<Line> lines = List.of(new Line("a", Level.HIGH), new Line("b", LocalDate.EPOCH));
        private transient int hash;

        @Override
        public boolean equals(Object other) {
            return other instanceof Plain plain && plain.lines.equals(lines);
        }

        @Override
        public int hashCode() {
            return lines.hashCode();
        }
    }

    private void isRefused(@Nullable Object result, String reason) {
        assertThatThrownBy(() -> codec.encode(Arrays.asList(result)))
                .isInstanceOf(NotStorableException.class)
                .hasMessageContaining(reason);
    }

    private Object copy(Object result) throws Exception {
        return codec.decode(codec.encode(result));
    }

    @Test
    @DisplayName("records and classes that are not Serializable are kept")
    void notSerializable() throws Exception {
        assertThat(copy(new Line("x", 1L))).isEqualTo(new Line("x", 1L));
        assertThat(copy(new Plain())).isEqualTo(new Plain()).hasFieldOrPropertyWithValue("x", 1);
        assertThat(copy(List.of(Map.of(Level.HIGH, new Line[] {new Line("y", null)}))))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .singleElement()
                .satisfies(map -> assertThat(((Line[]) ((Map<?, ?>) map).get(Level.HIGH))[0].name())
                        .isEqualTo("y"));
        assertThat(Codecs.Kind.FORY.forResults(Line.class).classes())
                .isNotEqualTo(Codecs.Kind.FORY.forResults(Plain.class).classes());
    }

    @Test
    @DisplayName("what is shared comes back as equal parts; what holds itself is refused")
    void sharedPartsComeBackEqual() throws Exception {
        List<Object> shared = new ArrayList<>(List.of("shared"));
        List<?> copy = (List<?>) copy(new ArrayList<>(List.of(shared, shared)));
        assertThat(copy.get(0)).isEqualTo(copy.get(1)).isNotSameAs(copy.get(1));
        List<Object> circle = new ArrayList<>();
        circle.add(new Line("a", circle));
        isRefused(circle, "ArrayList holds itself, which Fory does not store");
    }

    @Test
    @DisplayName("shared lists that unfold to more than an entry may have, before they are unfolded")
    void oversizedUnfoldingIsRefused() {
        List<Object> level = new ArrayList<>(List.of("x"));
        for (int i = 0; i < 45; i++) {
            level = new ArrayList<>(Arrays.asList(level, level));
        }
        isRefused(level, "more than the 33554432 bytes");
        isRefused(new byte[Codecs.MAX_BYTES], "raise the limit or return less");
        isRefused("x".repeat(Codecs.MAX_BYTES), "raise the limit or return less");
    }

    @Test
    @DisplayName("what lies too deep to be read")
    void tooDeep() throws Exception {
        List<Object> level = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            level = new ArrayList<>(List.of(level));
        }
        assertThat(copy(level)).isEqualTo(level);
        isRefused(new ArrayList<>(List.of(new Line("a", new ArrayList<>(List.of(deep(60)))))), "deeper than 50");
    }

    private static List<?> deep(int levels) {
        return levels == 0 ? List.of() : new ArrayList<>(List.of(deep(levels - 1)));
    }

    @Test
    @DisplayName("code, things that do something, entities, classes off the list")
    void offTheList() throws Exception {
        isRefused((Supplier<String> & Serializable) () -> "", "a lambda is code, not data");
        isRefused(new Line("a", (Runnable) () -> {}), "a lambda is code, not data");
        isRefused(new TreeSet<>((a, b) -> 0), "a lambda is code, not data");
        Class<?>[] comparable = {Comparable.class};
        isRefused(Proxy.newProxyInstance(getClass().getClassLoader(), comparable, (p, m, a) -> null), "Proxy");
        isRefused(Stream.of(1), "java.util.stream");
        isRefused(List.of(1).iterator(), "java.util.ImmutableCollections$ListItr");
        isRefused(new Thread(), "java.lang.Thread");
        isRefused(new URL("http://localhost/"), "java.net.URL");
        isRefused(String.class, "java.lang.Class");
        isRefused(new IllegalStateException("secret"), "java.lang.IllegalStateException");
        isRefused(new PersistentBag(List.of(), false), "return a DTO or record");
        isRefused(new EnumMap<>(Map.of(Level.LOW, new Thread())), "java.lang.Thread");
    }

    static final class Written implements Serializable {
        private void readObject(ObjectInputStream in) {}
    }

    static class Replaced implements Serializable {
        private Object writeReplace() {
            return "another";
        }
    }

    static final class Below extends Replaced {}

    public static final class External implements Externalizable {
        @Override
        public void writeExternal(ObjectOutput out) throws IOException {}

        @Override
        public void readExternal(ObjectInput in) {}
    }

    static final class Rows extends ArrayList<String> {}

    static final class Worker extends Thread {}

    static final class Cached {
        transient @Nullable Map<String, String> index;
    }

    @Test
    @DisplayName("classes that are more than their fields, when they are met and, where the type says so, at the start")
    void moreThanFields() throws Exception {
        isRefused(new Written(), "Written decides itself how it is written");
        isRefused(new Below(), "Replaced decides itself how it is written");
        isRefused(new External(), "External decides itself how it is written");
        isRefused(new Rows(), "Rows is a collection of its own");
        isRefused(new Worker(), "Worker extends java.lang.Thread");
        assertThatThrownBy(() -> Codecs.Kind.FORY.ofTests().forResults(Below.class))
                .hasMessageStartingWith("result: ")
                .hasMessageContaining("memo.codec=java");
        Cached cached = new Cached();
        assertThat(copy(cached)).isInstanceOf(Cached.class);
        cached.index = new HashMap<>();
        isRefused(cached, "Cached.index is transient and holds something");
    }

    @Test
    @DisplayName("an engine for other classes is not used again")
    void enginesByClasses() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(copy(new Line("a", Level.LOW))).isEqualTo(new Line("a", Level.LOW));
            assertThat(copy(new Line("a", null))).isEqualTo(new Line("a", null));
            assertThat(copy("text")).isEqualTo("text");
        }
    }
}
