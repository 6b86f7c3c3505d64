package io.memo.spring.autoconfigure.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.Hasher;
import io.memo.Hashers;
import io.memo.hash.StructuralHasher;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

@DisplayName("SPEC 4.12: memo.hash.ignored-fields")
class IgnoredFieldsPropertyTests {

    private record Shape(int sides, int envelope) {}

    private static List<Hasher<?>> hashers(String... fields) {
        return IgnoredFieldsProperty.addTo(
                List.of(Hashers.constant(Thread.class)),
                List.of(fields),
                IgnoredFieldsPropertyTests.class.getClassLoader());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.memo.spring.autoconfigure.parts.IgnoredFieldsPropertyTests$Shape#envelope",
                "io.memo.spring.autoconfigure.parts.IgnoredFieldsPropertyTests.Shape#envelope",
                "io.memo.spring.autoconfigure.parts.IgnoredFieldsPropertyTests.Shape.envelope"
            })
    void namedFieldsDoNotCount(String field) {
        StructuralHasher hasher =
                StructuralHasher.builder().hashers(hashers(field)).build();
        assertThat(hasher.digest(new Shape(1, 1)))
                .isEqualTo(hasher.digest(new Shape(1, 2)))
                .isNotEqualTo(hasher.digest(new Shape(2, 1)));
    }

    @Test
    void aClassThatIsNotThereHasNoEffect() {
        assertThat(hashers("com.acme.Shape#envelope")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"envelope", "#envelope", "java.lang.Thread#", ""})
    void whatNamesNoFieldIsRefused(String field) {
        assertThatThrownBy(() -> hashers(field))
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageContaining("memo.hash.ignored-fields");
    }

    @Test
    void aFieldThatItsClassLacksIsRefused() {
        assertThatThrownBy(() -> hashers(Shape.class.getName() + "#sites"))
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageContaining("has no field 'sites'. Its fields are [envelope, sides].");
    }
}
