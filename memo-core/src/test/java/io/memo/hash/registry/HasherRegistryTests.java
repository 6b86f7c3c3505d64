package io.memo.hash.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.Hasher;
import io.memo.Hashers;
import io.memo.InvalidMemoizeException;
import io.memo.SameObject;
import io.memo.UnhashableTypeException;
import io.memo.digest.Digest;
import io.memo.hash.Digests;
import io.memo.hash.Origin;
import io.memo.hash.StructuralHasher;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HasherRegistryTests {

    private interface Shape {}

    private interface Coloured {}

    private static class Base implements Shape {
        final int x;

        Base(int x) {
            this.x = x;
        }
    }

    private static final class Derived extends Base implements Coloured {
        Derived(int x) {
            super(x);
        }
    }

    private static final class Both implements Shape, Coloured {}

    private record FileReference(String name, long modified, String content) {}

    private static StructuralHasher with(Hasher<?>... hashers) {
        return StructuralHasher.builder().hashers(List.of(hashers)).build();
    }

    private static Digest digest(StructuralHasher hasher, Object value) {
        return hasher.digest(value);
    }

    @Test
    @DisplayName("E07 a composite answer is hashed in turn")
    void compositeAnswer() {
        StructuralHasher byTime = with(Hashers.of(FileReference.class, file -> List.of(file.name(), file.modified())));
        assertThat(byTime.digest(new FileReference("a", 1, "x")))
                .isEqualTo(byTime.digest(new FileReference("a", 1, "y")));
        assertThat(byTime.digest(new FileReference("a", 1, "x")))
                .isNotEqualTo(byTime.digest(new FileReference("a", 2, "x")));
        StructuralHasher byContent = with(Hashers.of(FileReference.class, FileReference::content));
        assertThat(byContent.digest(new FileReference("a", 1, "x")))
                .isEqualTo(byContent.digest(new FileReference("b", 2, "x")))
                .isNotEqualTo(byContent.digest("x"));
    }

    @Test
    void nullMeansAlike() {
        StructuralHasher hasher = with(Hashers.constant(Base.class));
        assertThat(hasher.digest(new Base(1))).isEqualTo(hasher.digest(new Base(2)));
        assertThat(hasher.digest(new Base(1))).isNotEqualTo(hasher.digest(null));
    }

    @Test
    @DisplayName("V31 sockets by identity: the same is alike, another is not")
    void socketsCountByIdentity() throws IOException {
        StructuralHasher hasher = with(Hashers.identity(Socket.class));
        try (Socket one = new Socket();
                Socket other = new Socket()) {
            assertThat(hasher.digest(one)).isEqualTo(hasher.digest(one)).isNotEqualTo(hasher.digest(other));
            assertThat(hasher.hash(List.of(one), Origin.NONE).thisProcessOnly()).isTrue();
        }
    }

    @Test
    void byHashCodeIsOfThisProcess() {
        StructuralHasher hasher = with(Hashers.byHashCode(FileReference.class));
        FileReference file = new FileReference("a", 1, "x");
        assertThat(hasher.hash(file, Origin.NONE).thisProcessOnly()).isTrue();
        assertThat(hasher.digest(file)).isEqualTo(hasher.digest(new FileReference("a", 1, "x")));
    }

    @Test
    @DisplayName("E08 a hasher of a built-in type overrides ours, in boxes, fields and collections")
    void builtInTypesCanBeServed() {
        StructuralHasher hasher = with(Hashers.of(Integer.class, i -> i % 10));
        assertThat(hasher.digest(11)).isEqualTo(hasher.digest(21)).isNotEqualTo(hasher.digest(12));
        assertThat(hasher.digest(List.of(11))).isEqualTo(hasher.digest(List.of(1)));
        assertThat(hasher.digest(new Base(11))).isEqualTo(hasher.digest(new Base(1)));
        StructuralHasher strings = with(Hashers.of(String.class, s -> s.toLowerCase(java.util.Locale.ROOT)));
        assertThat(strings.digest(Map.of("A", 1))).isEqualTo(strings.digest(Map.of("a", 1)));
        assertThat(strings.digest("A")).isNotEqualTo(strings.digest("B"));
    }

    @Test
    @DisplayName("4 a hasher may return its own type, or something that holds it: no endless loop")
    void ownTypeIsNoLoop() {
        StructuralHasher itself = with(Hashers.of(Base.class, base -> base));
        assertThat(itself.digest(new Base(1))).isNotEqualTo(itself.digest(new Base(2)));
        StructuralHasher inside = with(Hashers.of(Base.class, base -> List.of(base, new Base(base.x + 1))));
        assertThat(inside.digest(new Base(1)))
                .isEqualTo(inside.digest(new Base(1)))
                .isNotEqualTo(inside.digest(new Base(2)));
        StructuralHasher everything =
                with(Hashers.of(Object.class, o -> List.of(o.getClass().getName(), o)));
        assertThat(everything.digest(List.of("a"))).isNotEqualTo(everything.digest(List.of("b")));
    }

    @Test
    void inItsOwnAnswerAHasherIsNotAskedEvenIfTheObjectWasSeenBefore() {
        Base shared = new Base(1);
        StructuralHasher hasher = with(Hashers.of(Base.class, base -> new Object[] {base.x == 1 ? 5 : shared}));
        Digest first = hasher.digest(List.of(shared, new Base(2)));
        Digest last = hasher.digest(List.of(new Base(1), new Base(2)));
        assertThat(first).isEqualTo(last);
    }

    @Test
    void aSharedObjectIsAskedForOnce() {
        AtomicInteger calls = new AtomicInteger();
        StructuralHasher hasher = with(Hashers.of(Base.class, base -> calls.incrementAndGet() > 1 ? "again" : "once"));
        Base base = new Base(1);
        hasher.digest(List.of(base, base, Map.of("a", base)));
        assertThat(calls).hasValue(1);
    }

    @Test
    @DisplayName("4.5 the closest hasher serves: the type, its superclass, its interface")
    void closestHasherServes() {
        Hasher<?> forDerived = Hashers.of(Derived.class, d -> "derived");
        Hasher<?> forBase = Hashers.of(Base.class, d -> "base");
        Hasher<?> forShape = Hashers.of(Shape.class, d -> "shape");
        Digest derived = digest(with(forDerived), new Derived(1));
        Digest base = digest(with(forBase), new Derived(1));
        Digest shape = digest(with(forShape), new Derived(1));
        assertThat(digest(with(forShape, forBase, forDerived), new Derived(1))).isEqualTo(derived);
        assertThat(digest(with(forShape, forBase), new Derived(1))).isEqualTo(base);
        assertThat(List.of(derived, base)).doesNotContain(shape);
    }

    @Test
    @DisplayName("4.5 at the same distance a class is closer than an interface")
    void classBeforeInterface() {
        StructuralHasher hasher =
                with(Hashers.of(Coloured.class, c -> "interface"), Hashers.of(Base.class, b -> "class"));
        assertThat(hasher.digest(new Derived(1)))
                .isEqualTo(with(Hashers.of(Base.class, b -> "class")).digest(new Derived(2)));
    }

    @Test
    @DisplayName("4.5 two equally close hashers are refused, naming both")
    void equallyCloseAreRefused() {
        StructuralHasher hasher = with(Hashers.identity(Shape.class), Hashers.identity(Coloured.class));
        assertThatThrownBy(() -> hasher.digest(new Both()))
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessage("Two hashers are equally close to " + Both.class.getName()
                        + ": Hashers.of(Shape.class, ...) for " + Shape.class.getName()
                        + " and Hashers.of(Coloured.class, ...) for " + Coloured.class.getName()
                        + ". Register a hasher for " + Both.class.getName() + " itself.");
    }

    @Test
    void twoForOneTypeAreRefusedWhenBuilt() {
        StructuralHasher.Builder builder =
                StructuralHasher.builder().hasher(Base.class, base -> 1).hashers(List.of(Hashers.constant(Base.class)));
        assertThatThrownBy(builder::build)
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessageStartingWith("Two hashers serve " + Base.class.getName() + ": a lambda in "
                        + HasherRegistryTests.class.getName() + " and Hashers.of(Base.class, ...).");
    }

    private static final class DeclaredHasher implements Hasher<List<? extends Number>> {
        @Override
        public Object hash(List<? extends Number> value) {
            return value.size();
        }
    }

    private abstract static class Generic<A, B> implements Hasher<B> {}

    private static final class Bound extends Generic<String, Base[]> {
        @Override
        public Object hash(Base[] value) {
            return value.length;
        }
    }

    @Test
    void theTypeIsFoundInTheDeclaration() {
        StructuralHasher hasher = with(new DeclaredHasher(), new Bound());
        assertThat(hasher.digest(List.of(1, 2))).isEqualTo(hasher.digest(new ArrayList<>(List.of(3, 4))));
        assertThat(hasher.digest(new Base[] {new Base(1)})).isEqualTo(hasher.digest(new Base[] {new Base(2)}));
    }

    @Test
    @DisplayName("2 a lambda without a type is refused with what to write instead")
    void lambdaWithoutType() {
        Hasher<Base> lambda = base -> 1;
        StructuralHasher.Builder builder = StructuralHasher.builder();
        assertThatThrownBy(() -> builder.hashers(List.of(lambda)))
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessage("Which type a lambda in " + HasherRegistryTests.class.getName()
                        + " serves cannot be told: a lambda has no generic type. Wrap it as Hashers.of(MyType.class,"
                        + " hasher), or return it from a bean method declared as Hasher<MyType>.");
    }

    @Test
    @DisplayName("2 hashers of the method come before the others, however close those are")
    void firstOnesComeFirst() {
        StructuralHasher hasher = StructuralHasher.builder()
                .hasher(Derived.class, d -> "close")
                .hashersFirst(List.of(Hashers.of(Shape.class, d -> "first")))
                .build();
        assertThat(hasher.digest(new Derived(1)))
                .isEqualTo(with(Hashers.of(Shape.class, d -> "first")).digest(new Derived(1)));
    }

    @Test
    @DisplayName("E05 a hasher that throws: its message first, hasher and type named, cause kept")
    void hasherThrows() {
        IOException failure = new IOException("No such file: data.csv");
        StructuralHasher hasher = with(Hashers.of(FileReference.class, file -> {
            throw failure;
        }));
        assertThatThrownBy(() -> hasher.hash(
                        new FileReference("a", 1, "x"),
                        new Origin("Reports.total", io.memo.ValuePart.ARGUMENT, "file")))
                .isInstanceOf(UnhashableTypeException.class)
                .hasCause(failure)
                .hasMessageStartingWith(
                        "No such file: data.csv\nCannot hash argument 'file' of Reports.total:\n  file ("
                                + FileReference.class.getTypeName()
                                + "): its hasher, a lambda in " + HasherRegistryTests.class.getName()
                                + ", threw java.io.IOException\n");
    }

    @Test
    @DisplayName("E05 errors of the machine go through a hasher, overflowing stacks do not")
    void errorsOfHashers() {
        OutOfMemoryError error = new OutOfMemoryError("test");
        StructuralHasher failing = with(Hashers.of(Base.class, base -> {
            throw error;
        }));
        assertThatThrownBy(() -> failing.digest(new Base(1))).isSameAs(error);
        StructuralHasher overflowing = with(Hashers.of(Base.class, base -> {
            throw new StackOverflowError();
        }));
        assertThatThrownBy(() -> overflowing.digest(new Base(1))).isInstanceOf(UnhashableTypeException.class);
    }

    @Test
    void sameObjectInsideAnAnswer() {
        StructuralHasher hasher = with(Hashers.of(Base.class, base -> Map.of("who", new SameObject(base))));
        Base base = new Base(1);
        assertThat(hasher.digest(base)).isEqualTo(hasher.digest(base)).isNotEqualTo(hasher.digest(new Base(1)));
    }

    @Test
    void identityHoldsOnToNothing() {
        assertThatCode(() -> {
                    for (int i = 0; i < 300; i++) {
                        Digests.digest(new SameObject(new byte[1 << 22]));
                    }
                })
                .doesNotThrowAnyException();
    }
}
