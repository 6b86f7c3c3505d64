package io.memo.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.HashMultimap;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimap;
import io.memo.digest.Digest;
import io.memo.hash.StructuralHasher;
import java.io.Externalizable;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("SPEC 4.11, issue 13.5: state that a class writes itself counts for all of its hierarchy")
class HiddenStateTests {

    static class Base implements Serializable {

        private static final long serialVersionUID = 1L;
        transient int inBase;

        @Override
        public int hashCode() {
            return inBase;
        }
    }

    static class Writes extends Base {

        private static final long serialVersionUID = 1L;
        transient int own;

        @Override
        public int hashCode() {
            return 31 * super.hashCode() + own;
        }

        private void writeObject(ObjectOutputStream out) throws java.io.IOException {
            out.writeInt(inBase);
            out.writeInt(own);
        }
    }

    static final class Below extends Writes {

        private static final long serialVersionUID = 1L;
        transient int below;

        @Override
        public int hashCode() {
            return 31 * super.hashCode() + below;
        }
    }

    static class Replaces extends Base {

        private static final long serialVersionUID = 1L;

        protected Object writeReplace() {
            return inBase;
        }
    }

    static final class BelowReplaces extends Replaces {

        private static final long serialVersionUID = 1L;
        transient int below;

        @Override
        public int hashCode() {
            return 31 * super.hashCode() + below;
        }
    }

    static class External extends Base implements Externalizable {

        private static final long serialVersionUID = 1L;

        @Override
        public void writeExternal(ObjectOutput out) {}

        @Override
        public void readExternal(ObjectInput in) {}
    }

    static final class BelowExternal extends External {

        private static final long serialVersionUID = 1L;
        transient int below;

        @Override
        public int hashCode() {
            return 31 * super.hashCode() + below;
        }
    }

    private static Writes writes(int inBase, int own) {
        Writes made = new Writes();
        made.inBase = inBase;
        made.own = own;
        return made;
    }

    private static Below below(int inBase, int below) {
        Below made = new Below();
        made.inBase = inBase;
        made.below = below;
        return made;
    }

    private static BelowReplaces replaces(int inBase, int below) {
        BelowReplaces made = new BelowReplaces();
        made.inBase = inBase;
        made.below = below;
        return made;
    }

    private static BelowExternal external(int inBase, int below) {
        BelowExternal made = new BelowExternal();
        made.inBase = inBase;
        made.below = below;
        return made;
    }

    static Stream<Pair> pairs() {
        return Stream.of(
                Pair.of("its own", () -> writes(1, 1), () -> writes(1, 2)),
                Pair.of("above the writer", () -> writes(1, 1), () -> writes(2, 1)),
                Pair.of("below the writer", () -> below(1, 1), () -> below(1, 2)),
                Pair.of("far above", () -> below(1, 1), () -> below(2, 1)),
                Pair.of("above writeReplace", () -> replaces(1, 1), () -> replaces(2, 1)),
                Pair.of("below writeReplace", () -> replaces(1, 1), () -> replaces(1, 2)),
                Pair.of("above Externalizable", () -> external(1, 1), () -> external(2, 1)),
                Pair.of("below Externalizable", () -> external(1, 1), () -> external(1, 2)),
                Pair.of("JsonFormat", () -> formatOf("UTC"), () -> formatOf("Asia/Tokyo")),
                Pair.of(
                        "ImmutableListMultimap",
                        () -> ImmutableListMultimap.of("a", 1),
                        () -> ImmutableListMultimap.of("a", 1, "b", 2)));
    }

    private static JsonFormat.Value formatOf(String zone) {
        return JsonFormat.Value.empty().withTimeZone(TimeZone.getTimeZone(zone));
    }

    @Test
    void aZoneThatWasFoundByItsNameIsNoChange() {
        JsonFormat.Value format =
                new JsonFormat.Value("", JsonFormat.Shape.ANY, "", "UTC", JsonFormat.Features.empty(), null, -1);
        Digest before = StructuralHasher.create().digest(format);
        assertThat(format.getTimeZone()).isEqualTo(TimeZone.getTimeZone("UTC"));
        assertThat(StructuralHasher.create().digest(format)).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void transientStateIsToldApart(Pair pair) {
        Places.tellApart(pair);
    }

    @Test
    void aChangedMultimapIsNoticed() {
        Places.notice(ArrayListMultimap::create, map -> put(map));
        Places.notice(HashMultimap::create, map -> put(map));
    }

    @SuppressWarnings("unchecked")
    private static void put(Object map) {
        ((Multimap<String, Integer>) map).put("a", 1);
    }
}
