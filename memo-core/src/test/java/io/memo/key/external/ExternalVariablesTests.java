package io.memo.key.external;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.Hasher;
import io.memo.Hashers;
import io.memo.MutationPolicy;
import io.memo.call.MethodSpec;
import io.memo.digest.DigestAlgorithm;
import io.memo.digest.FramedSink;
import io.memo.fingerprint.CodeFingerprint;
import io.memo.fingerprint.ExternalVariable;
import io.memo.hash.StructuralHasher;
import io.memo.hash.format.Encodings;
import io.memo.key.OwnObjects;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** 6.6: read at every call; told field by field or hashed as a whole, a change of what is read is always seen. */
class ExternalVariablesTests {

    @BeforeEach
    void resetStatics() {
        Bean.shared = 1;
    }

    @Test
    @DisplayName("6.6: each kind of field is seen to change, and to change back")
    void everyFieldCounts() {
        Bean bean = new Bean();
        ExternalVariables variables = variables(List.of());
        List<Byte> original = read(variables, bean);
        Map<String, Consumer<Bean>> changes = new LinkedHashMap<>();
        changes.put("boolean", b -> b.flag = true);
        changes.put("byte", b -> b.small = 2);
        changes.put("char", b -> b.letter = 'b');
        changes.put("double", b -> b.ratio = -0.0);
        changes.put("float", b -> b.fraction = 1);
        changes.put("int", b -> b.count = 2);
        changes.put("String", b -> b.text = "b");
        changes.put("null", b -> b.text = null);
        changes.put("nested field", b -> b.inner.value = 2);
        changes.put("nested object", b -> b.inner = new Inner(3));
        changes.put("field of a final object", b -> b.fixed.value = 2);
        changes.put("static", b -> Bean.shared = 2);
        changes.put("to a collection", b -> b.any = new ArrayList<>(List.of(1)));
        changes.forEach((what, change) -> {
            change.accept(bean);
            assertThat(read(variables, bean)).as(what).isNotEqualTo(original);
            bean.reset();
            assertThat(read(variables, bean)).as(what + " and back").isEqualTo(original);
        });
    }

    @Test
    @DisplayName("6.6: a field that is not read, or is ignored, does not count")
    void unreadFields() {
        Bean bean = new Bean();
        ExternalVariables variables = variables(List.of());
        List<Byte> original = read(variables, bean);
        bean.unread = 2;
        bean.ignored = new Thread();
        assertThat(read(variables, bean)).isEqualTo(original);
    }

    @Test
    @DisplayName("X06: a collection is looked into at every call")
    void collectionIsReadAtEveryCall() {
        Bean bean = new Bean();
        List<Integer> list = new ArrayList<>(List.of(1));
        bean.any = list;
        ExternalVariables variables = variables(List.of());
        List<Byte> original = read(variables, bean);
        list.add(2);
        assertThat(read(variables, bean)).isNotEqualTo(original);
        list.remove(1);
        assertThat(read(variables, bean)).isEqualTo(original);
    }

    @Test
    @DisplayName("1.4, L19: equal objects are alike, whichever was read before")
    void equalTargets() {
        ExternalVariables variables = variables(List.of());
        Bean one = new Bean();
        Bean two = new Bean();
        two.text = new String("a");
        assertThat(read(variables, one)).isEqualTo(read(variables, two));
        two.count = 7;
        assertThat(read(variables, one)).isNotEqualTo(read(variables, two));
    }

    @Test
    @DisplayName("2: an object that a hasher serves is asked for at every call")
    void servedByHasher() {
        Bean bean = new Bean();
        int[] answer = {1};
        ExternalVariables variables = variables(List.of(Hashers.of(Inner.class, inner -> answer[0])));
        List<Byte> original = read(variables, bean);
        bean.inner.value = 9;
        assertThat(read(variables, bean)).isEqualTo(original);
        answer[0] = 2;
        assertThat(read(variables, bean)).isNotEqualTo(original);
    }

    @Test
    @DisplayName("6.6: a circle of objects is read once around")
    void circleIsReadOnce() {
        Bean bean = new Bean();
        bean.any = bean;
        ExternalVariables variables = variables(List.of());
        List<Byte> original = read(variables, bean);
        bean.count = 5;
        assertThat(read(variables, bean)).isNotEqualTo(original);
    }

    private static List<Byte> read(ExternalVariables variables, Object target) {
        Encodings parts = new Encodings(DigestAlgorithm.IN_PROCESS);
        variables.encode(target, parts);
        List<Byte> bytes = new ArrayList<>();
        for (byte each : parts.toBytes()) {
            bytes.add(each);
        }
        return bytes;
    }

    private static ExternalVariables variables(List<Hasher<?>> hashers) {
        List<ExternalVariable> read = new ArrayList<>();
        for (Class<?> type : List.of(Bean.class, Inner.class)) {
            Arrays.stream(type.getDeclaredFields())
                    .filter(field -> !field.getName().equals("unread") && !field.isSynthetic())
                    .forEach(field -> read.add(new ExternalVariable(
                            type.getName(), field.getName(), field.getName().equals("shared"))));
        }
        Set<String> live = new HashSet<>(List.of(Bean.class.getName(), Inner.class.getName()));
        CodeFingerprint code = new CodeFingerprint(
                new FramedSink().putString("code").digest(), List.of(), read, live, Set.of(), List.of());
        MethodSpec spec = new MethodSpec(
                "Bean.call",
                Stream.of(Bean.class.getDeclaredMethods())
                        .filter(method -> method.getName().equals("reset"))
                        .findFirst()
                        .orElseThrow(),
                Bean.class,
                List.of(),
                null,
                1,
                false,
                MutationPolicy.WARN,
                "",
                hashers);
        StructuralHasher hasher = StructuralHasher.builder()
                .hashers(hashers)
                .fields(new ReadFields(code, spec.targetClass().getClassLoader()))
                .build();
        return new ExternalVariables(spec, code, hasher, OwnObjects.of(spec));
    }

    static final class Bean {
        static int shared = 1;
        final Inner fixed = new Inner(1);
        final String constant = "constant";
        boolean flag;
        byte small;
        char letter;
        double ratio;
        float fraction;
        int count;
        Object any;
        String text;
        Inner inner;
        int unread;

        @io.memo.MemoIgnore
        Object ignored;

        Bean() {
            reset();
        }

        void reset() {
            shared = 1;
            fixed.value = 1;
            flag = false;
            small = 1;
            letter = 'a';
            ratio = 0.0;
            fraction = 0;
            count = 1;
            any = null;
            text = "a";
            inner = new Inner(1);
        }
    }

    static final class Inner {
        int value;

        Inner(int value) {
            this.value = value;
        }
    }
}
