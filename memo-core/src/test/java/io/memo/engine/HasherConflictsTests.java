package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.Hasher;
import io.memo.Hashers;
import io.memo.InvalidMemoizeException;
import io.memo.MemoIgnore;
import io.memo.MutationPolicy;
import io.memo.call.MethodSpec;
import io.memo.digest.FramedSink;
import io.memo.fingerprint.CodeFingerprint;
import io.memo.fingerprint.ExternalVariable;
import io.memo.hash.StructuralHasher;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Issue 12.14: two hashers that are equally close to a type are refused when the method is added, not when one is met. */
class HasherConflictsTests {

    interface Shape {}

    interface Coloured {}

    static final class Tile implements Shape, Coloured {}

    static class Board {
        Tile[] tiles = {};
    }

    static final class BigBoard extends Board {}

    record Game(Map<String, Optional<? extends Board>> boards) {}

    sealed interface Piece permits Pawn, Rook {}

    record Pawn() implements Piece {}

    record Rook() implements Piece, Shape, Coloured {}

    static final class TakesOne {
        static String compute(Tile input) {
            return "";
        }
    }

    static final class TakesMany {
        static String compute(List<? extends Tile> input) {
            return "";
        }
    }

    static final class Returns {
        static Game compute(String input) {
            return new Game(Map.of());
        }
    }

    static final class Inherits {
        static String compute(BigBoard input) {
            return "";
        }
    }

    static final class TakesSealed {
        static String compute(Piece input) {
            return "";
        }
    }

    static final class TakesShape {
        static String compute(Shape input) {
            return "";
        }
    }

    static final class Unmet {
        transient Tile passing = new Tile();

        @MemoIgnore
        Tile ignored = new Tile();
    }

    static final class TakesUnmet {
        Tile read = new Tile();

        static String compute(Unmet input) {
            return "";
        }
    }

    private final Fixture fixture = new Fixture();

    @ParameterizedTest
    @ValueSource(classes = {TakesOne.class, TakesMany.class, Returns.class, Inherits.class, TakesSealed.class})
    @DisplayName("SPEC 4.5: an argument, an element, a result, an inherited field, a permitted class")
    void declaredTypeIsRefusedWhenTheMethodIsAdded(Class<?> target) {
        fixture.builder().hashers(conflicting());
        MemoEngine engine = fixture.engine();
        assertThatThrownBy(() -> engine.add(fixture.spec("compute", target)))
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessageContaining("Two hashers are equally close to ")
                .hasMessageContaining(Shape.class.getName())
                .hasMessageContaining(Coloured.class.getName());
    }

    @Test
    @DisplayName("SPEC 4.5: hashers of one method conflict with each other, not with those of all")
    void hashersOfOneMethodAreRefused() {
        assertThatThrownBy(() -> fixture.engine().add(spec(TakesOne.class, conflicting())))
                .isInstanceOf(InvalidMemoizeException.class);
        assertThatCode(() -> {
                    MemoEngine engine = new Fixture()
                            .builder()
                            .hashers(List.of(Hashers.identity(Shape.class)))
                            .build();
                    engine.add(spec(TakesOne.class, List.of(Hashers.identity(Coloured.class))));
                })
                .doesNotThrowAnyException();
    }

    @Test
    @DisplayName("SPEC 4.5: two of one type are refused by the engine, with no method yet")
    void twoOfOneTypeAreRefusedWithoutAMethod() {
        fixture.builder().hashers(List.of(Hashers.identity(Tile.class), Hashers.constant(Tile.class)));
        assertThatThrownBy(fixture::engine)
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessageStartingWith("Two hashers serve " + Tile.class.getName());
    }

    @Test
    @DisplayName(
            "SPEC 4.5: a class that the code makes, where a supertype is declared; one that it does not make is not met")
    void madeClassIsRefusedWhereItsSupertypeIsDeclared() {
        StructuralHasher hashers =
                StructuralHasher.builder().hashers(conflicting()).build();
        MethodSpec spec = fixture.spec("compute", TakesShape.class);
        assertThatThrownBy(() -> KnownTypes.visit(spec, code(Set.of(Tile.class.getName())), hashers::isServed))
                .isInstanceOf(InvalidMemoizeException.class);
        assertThatCode(() -> KnownTypes.visit(spec, code(Set.of("app.Gone")), hashers::isServed))
                .doesNotThrowAnyException();
    }

    @Test
    @DisplayName("SPEC 1.1: an external variable; a field that is ignored or no part of the value is not met")
    void externalVariableIsRefused() {
        StructuralHasher hashers =
                StructuralHasher.builder().hashers(conflicting()).build();
        MethodSpec spec = fixture.spec("compute", TakesUnmet.class);
        ExternalVariable read = new ExternalVariable(TakesUnmet.class.getName(), "read", false);
        assertThatThrownBy(() -> KnownTypes.visit(spec, code(Set.of(), read), hashers::isServed))
                .isInstanceOf(InvalidMemoizeException.class);
        ExternalVariable gone = new ExternalVariable(TakesUnmet.class.getName(), "gone", false);
        assertThatCode(() -> KnownTypes.visit(spec, code(Set.of(), gone), hashers::isServed))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(classes = {TakesOne.class, TakesMany.class, Returns.class, Inherits.class})
    @DisplayName("SPEC 4.5: the remedy works: a hasher of the very type ends it, one of what holds it too")
    void closerHasherEndsIt(Class<?> target) {
        fixture.builder().hashers(List.of(Hashers.identity(Shape.class), Hashers.identity(Coloured.class), forTile()));
        assertThatCode(() -> fixture.engine().add(fixture.spec("compute", target)))
                .doesNotThrowAnyException();
    }

    @Test
    @DisplayName("SPEC 4.5: what is inside of a served object is never met")
    void servedClassHidesItsFields() {
        fixture.builder()
                .hashers(List.of(
                        Hashers.identity(Shape.class), Hashers.identity(Coloured.class), Hashers.identity(Game.class)));
        assertThatCode(() -> fixture.engine().add(fixture.spec("compute", Returns.class)))
                .doesNotThrowAnyException();
    }

    private static List<Hasher<?>> conflicting() {
        return List.of(Hashers.identity(Shape.class), Hashers.identity(Coloured.class));
    }

    private static Hasher<Tile> forTile() {
        return Hashers.identity(Tile.class);
    }

    private MethodSpec spec(Class<?> target, List<Hasher<?>> hashers) {
        MethodSpec plain = fixture.spec("compute", target);
        return new MethodSpec(
                "compute",
                plain.method(),
                target,
                plain.parameters(),
                null,
                100,
                false,
                MutationPolicy.WARN,
                "",
                hashers);
    }

    private static CodeFingerprint code(Set<String> live, ExternalVariable... read) {
        return new CodeFingerprint(
                new FramedSink().putString("code").digest(), List.of(), List.of(read), live, Set.of(), List.of());
    }
}
