package io.memo.hash.fields;

import static io.memo.hash.Digests.assertAllDiffer;
import static io.memo.hash.Digests.digest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.Hashers;
import io.memo.digest.Digest;
import io.memo.hash.StructuralHasher;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@SuppressWarnings("unused")
@DisplayName("SPEC 4.12: fields that only keep an answer do not count")
class CacheFieldsTests {

    /** Keeps its hash code and its text, resets and copies them. */
    private static final class Name {
        private String text;
        private int hash;
        private String shown = null;

        Name(String text) {
            this.text = text;
        }

        Name(Name other) {
            this.text = other.text;
            this.hash = other.hash;
            this.shown = other.shown;
        }

        void rename(String newText) {
            text = newText;
            hash = 0;
            shown = null;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Name name && hash == name.hash && text.equals(name.text);
        }

        @Override
        public int hashCode() {
            int h = hash;
            if (h == 0) {
                h = text.hashCode();
                hash = h;
            }
            return h;
        }

        @Override
        public String toString() {
            if (shown == null) {
                shown = "<" + text + ">";
            }
            return shown;
        }
    }

    @Test
    void whatHashCodeAndToStringKeepDoesNotCount() {
        Name name = new Name("a");
        Digest before = digest(name);
        assertThat(name.hashCode()).isEqualTo("a".hashCode());
        assertThat(name).hasToString("<a>");
        assertThat(digest(name)).isEqualTo(before).isEqualTo(digest(new Name(name)));
        name.rename("b");
        assertThat(digest(name)).isEqualTo(digest(new Name("b"))).isNotEqualTo(before);
    }

    /** A hash that a block is made with is what it is. */
    private static final class Given {
        private int hash;

        Given(int hash) {
            this.hash = hash;
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    private static final class SetLater {
        private int hash;

        void setHash(int newHash) {
            hash = newHash;
        }

        @Override
        public int hashCode() {
            if (hash == 0) {
                hash = 7;
            }
            return hash;
        }
    }

    private static final class SetByTheOuterClass {
        private int hash;

        @Override
        public int hashCode() {
            if (hash == 0) {
                hash = 7;
            }
            return hash;
        }
    }

    /** Another method tells what it holds. */
    private static final class Shown {
        private String label;

        String label() {
            return label;
        }

        @Override
        public String toString() {
            if (label == null) {
                label = "none";
            }
            return label;
        }
    }

    /** Its state is what is left of a stream of numbers. */
    private static final class Reset {
        private int next;

        void pass(boolean off, int to) {
            next = off ? 0 : to;
        }

        @Override
        public int hashCode() {
            next = Objects.hash(next);
            return next;
        }
    }

    @Test
    @DisplayName("1.5: what anything else writes or reads counts")
    void stateCounts() {
        assertAllDiffer(new Given(1), new Given(2));
        SetLater later = new SetLater();
        later.setHash(3);
        SetByTheOuterClass outer = new SetByTheOuterClass();
        outer.hash = 3;
        Shown shown = new Shown();
        assertThat(shown.label()).isNull();
        Shown asked = new Shown();
        assertThat(asked).hasToString("none");
        Reset reset = new Reset();
        reset.pass(false, 3);
        assertAllDiffer(new SetLater(), later, new SetByTheOuterClass(), outer, shown, asked, new Reset(), reset);
    }

    private static class Shape {
        private final int sides;
        private Object envelope;

        Shape(int sides) {
            this.sides = sides;
        }
    }

    private static final class Square extends Shape {
        private final int length;

        Square(int length) {
            super(4);
            this.length = length;
        }
    }

    private static Square read(Square square) {
        ((Shape) square).envelope = new Object();
        return square;
    }

    @Test
    void ignoredFieldsDoNotCountAndAllOthersDo() {
        StructuralHasher hasher = StructuralHasher.builder()
                .hashers(List.of(
                        Hashers.ignoring(Shape.class, "envelope"),
                        Hashers.ignoring(Shape.class, "sides"),
                        Hashers.of(String.class, String::length)))
                .build();
        assertThat(hasher.digest(read(new Square(1))))
                .isEqualTo(hasher.digest(new Square(1)))
                .isNotEqualTo(hasher.digest(new Square(2)));
        assertThat(hasher.digest(new Shape(1))).isEqualTo(hasher.digest(new Shape(2)));
        assertThat(hasher.digest(List.of(new Shape(3), "ab"))).isEqualTo(hasher.digest(List.of(new Shape(3), "cd")));
    }

    @Test
    void fieldsOfASubclassAreIgnoredInThatAlone() {
        StructuralHasher hasher = StructuralHasher.builder()
                .hasher(Square.class, Hashers.ignoring(Square.class, "sides", "envelope"))
                .build();
        assertThat(hasher.digest(read(new Square(1)))).isEqualTo(hasher.digest(new Square(1)));
        assertThat(hasher.digest(new Shape(1))).isNotEqualTo(hasher.digest(new Shape(2)));
    }

    @Test
    void aFieldThatIsNotThereIsRefusedWithThoseThatAre() {
        assertThatThrownBy(() -> Hashers.ignoring(Square.class, "envelop"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("%s has no field 'envelop'. Its fields are [envelope, length, sides]."
                        .formatted(Square.class.getName()));
        assertThatThrownBy(() -> Hashers.ignoring(Square.class)).isInstanceOf(IllegalArgumentException.class);
    }
}
