package io.memo.hash.fields;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.hash.FieldSelection;
import io.memo.hash.StructuralHasher;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Issue 13.5, SPEC 4.11: what a library keeps in transient fields and nothing else tells")
class GivenFieldsTests {

    private static final StructuralHasher HASHER =
            StructuralHasher.builder().application(type -> type == Own.class).build();
    private static final StructuralHasher OF_VARIABLES = StructuralHasher.builder()
            .application(type -> type == Own.class)
            .fields((type, field) -> FieldSelection.isPartOfValue(type, field))
            .build();

    @SuppressWarnings("unused")
    static class Library implements Serializable {

        private static final long serialVersionUID = 1L;
        private final transient List<String> given;
        private final transient String checked;
        private final transient Map<String, Integer> cache = new ConcurrentHashMap<>();
        private final transient Object lock = new Object();
        private transient String lazy;
        private transient String kept;
        private transient String set;

        Library(List<String> given, String checked) {
            this(given, checked, "", "");
        }

        Library(List<String> given, String checked, String kept, String set) {
            this.kept = kept;
            this.set = set;
            this.given = given;
            this.checked = Objects.requireNonNull(checked, "checked");
        }

        String read() {
            cache.put("a", 1);
            set = kept;
            if (lazy == null) {
                lazy = given + checked;
            }
            return lazy;
        }
    }

    static final class Below extends Library {

        private static final long serialVersionUID = 1L;

        Below(List<String> given) {
            super(given, "");
        }
    }

    @SuppressWarnings("unused")
    static final class Own implements Serializable {

        private static final long serialVersionUID = 1L;
        private final transient String given;

        Own(String given) {
            this.given = given;
        }
    }

    @Test
    void whatALibraryIsGivenCounts() {
        for (StructuralHasher hasher : List.of(HASHER, OF_VARIABLES)) {
            assertThat(hasher.digest(new Library(List.of("a"), "c")))
                    .isEqualTo(hasher.digest(new Library(List.of("a"), "c")))
                    .isNotEqualTo(hasher.digest(new Library(List.of("b"), "c")))
                    .isNotEqualTo(hasher.digest(new Library(List.of("a"), "d")));
            assertThat(hasher.digest(new Below(List.of("a")))).isNotEqualTo(hasher.digest(new Below(List.of("b"))));
        }
    }

    @Test
    void whatOnlyItsConstructorWritesCountsThoughItIsNotFinal() {
        assertThat(HASHER.digest(new Library(List.of("a"), "c", "kept", "")))
                .isNotEqualTo(HASHER.digest(new Library(List.of("a"), "c", "other", "")));
        assertThat(HASHER.digest(new Library(List.of("a"), "c", "", "set")))
                .isEqualTo(HASHER.digest(new Library(List.of("a"), "c", "", "other")));
    }

    @Test
    void whatItMakesItselfWhenItIsReadDoesNot() {
        Library library = new Library(List.of("a"), "c");
        String before = HASHER.digest(library).hex();
        library.read();
        assertThat(HASHER.digest(library).hex()).isEqualTo(before);
    }

    @Test
    void theApplicationsOwnWordHolds() {
        assertThat(HASHER.digest(new Own("a"))).isEqualTo(HASHER.digest(new Own("b")));
    }
}
