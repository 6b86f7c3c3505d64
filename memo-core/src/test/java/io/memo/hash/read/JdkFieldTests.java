package io.memo.hash.read;

import static io.memo.hash.read.OwnAccessOrder.filled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("SPEC 4.11: fields of the JDK that decide look-ups")
class JdkFieldTests {

    private static final JdkField ACCESS_ORDER = Objects.requireNonNull(
            JdkField.of(LinkedHashMap.class, "accessOrder", boolean.class, new LinkedHashMap<>(1, 1, true), true));

    @Test
    @DisplayName("SPEC 4.11: read without asking the map for anything, on this Java")
    void readFromTheField() {
        LinkedHashMap<String, Integer> byAccess = filled(new LinkedHashMap<>(16, 0.75f, true));
        assertThat(ACCESS_ORDER.in(byAccess)).isEqualTo(true);
        assertThat(byAccess.keySet()).containsExactly("b", "a");
        assertThat(ACCESS_ORDER.in(filled(new LinkedHashMap<>()))).isEqualTo(false);
    }

    @Test
    @DisplayName("SPEC 4.11: of a subclass: the field of LinkedHashMap")
    void ofASubclass() {
        OwnAccessOrder own = filled(new OwnAccessOrder(true, false));
        assertThat(own.accessOrder).isTrue();
        assertThat(ACCESS_ORDER.in(own)).isEqualTo(false);
        assertThat(ACCESS_ORDER.in(filled(new OwnAccessOrder(false, true)))).isEqualTo(true);
    }

    @Test
    @DisplayName("SPEC 1.5: a field that is not what was expected is not believed")
    void notWhatWasExpected() {
        LinkedHashMap<String, Integer> sample = new LinkedHashMap<>(1, 1, false);
        assertThat(JdkField.of(LinkedHashMap.class, "accessOrder", boolean.class, sample, true))
                .isNull();
        assertThat(JdkField.of(LinkedHashMap.class, "noSuchField", boolean.class, sample, true))
                .isNull();
    }

    static Stream<Arguments> wrappers() {
        Set<String> set = new TreeSet<>(Set.of("a"));
        Map<String, Boolean> map = new TreeMap<>(Map.of("a", true));
        Map<String, Boolean> ofSet = new HashMap<>();
        return Stream.of(
                arguments(Collections.unmodifiableSet(set), set),
                arguments(Collections.synchronizedSet(set), set),
                arguments(Collections.checkedSet(set, String.class), set),
                arguments(Collections.unmodifiableMap(map), map),
                arguments(Collections.synchronizedMap(map), map),
                arguments(Collections.checkedMap(map, String.class, Boolean.class), map),
                arguments(Collections.newSetFromMap(ofSet), ofSet));
    }

    @ParameterizedTest
    @MethodSource("wrappers")
    @DisplayName("SPEC 4.11: what a wrapper wraps, and the form that it is serialised as says the same")
    void whatAWrapperWraps(Object wrapper, Object wrapped) {
        assertThat(Wrapped.in(wrapper)).isSameAs(wrapped).isSameAs(Wrapped.byForm(wrapper));
    }
}
