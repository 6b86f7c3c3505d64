package io.memo.hash;

import static io.memo.hash.Digests.assertAlike;
import static io.memo.hash.Digests.digest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.UnhashableTypeException;
import java.lang.invoke.MethodHandles;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

@Timeout(120)
@DisplayName("4.3, 4.4 hostile input: the right digest or a clear refusal")
class HostileInputTests {

    private static Object[] nodes(int count) {
        Object[] nodes = new Object[count - 1];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = new Object[0];
        }
        return nodes;
    }

    @Test
    void tenMillionNodesAreHashedAndOneMoreIsRefused() {
        StructuralHasher hasher = Digests.HASHER.inProcess();
        Object[] nodes = nodes(10_000_001);
        assertThatThrownBy(() -> hasher.digest(nodes))
                .isInstanceOf(UnhashableTypeException.class)
                .hasMessageContaining("more than 10000000 objects");
        Object[] fewer = Arrays.copyOf(nodes, nodes.length - 1);
        assertThat(hasher.digest(fewer)).isNotNull();
    }

    @Test
    void keysThatAllCollide() {
        Map<Colliding, Integer> map = new HashMap<>();
        Map<Colliding, Integer> reversed = new HashMap<>();
        for (int i = 0; i < 3_000; i++) {
            map.put(new Colliding(i), i);
            reversed.put(new Colliding(2_999 - i), 2_999 - i);
        }
        assertAlike(map, reversed);
    }

    private record Colliding(int number) implements Comparable<Colliding> {

        @Override
        public int hashCode() {
            return 1;
        }

        @Override
        public int compareTo(Colliding other) {
            return Integer.compare(number, other.number);
        }
    }

    @Test
    void everyMethodThrows() {
        assertAlike(new Throwing("a"), new Throwing("a"));
        assertThat(digest(new Throwing("a"))).isNotEqualTo(digest(new Throwing("b")));
        assertAlike(List.of(new Throwing("a")), Collections.singletonList(new Throwing("a")));
    }

    @SuppressWarnings("unused")
    private static final class Throwing extends AbstractList<String> implements Comparable<Throwing> {

        private final String name;

        Throwing(String name) {
            this.name = name;
        }

        @Override
        public String get(int index) {
            throw new IllegalStateException("get");
        }

        @Override
        public int size() {
            throw new IllegalStateException("size");
        }

        @Override
        public java.util.Iterator<String> iterator() {
            throw new IllegalStateException("iterator");
        }

        @Override
        public boolean equals(Object other) {
            throw new IllegalStateException("equals");
        }

        @Override
        public int hashCode() {
            throw new IllegalStateException("hashCode");
        }

        @Override
        public String toString() {
            return "Throwing, which AssertJ shows";
        }

        @Override
        public int compareTo(Throwing other) {
            throw new IllegalStateException("compareTo");
        }
    }

    /** A class with a field number after field number, ints and objects in turn. */
    private static Class<?> wide(int fields) throws IllegalAccessException {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        String name = "io/memo/hash/Wide" + fields;
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, name, null, "java/lang/Object", null);
        MethodVisitor constructor = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        constructor.visitCode();
        constructor.visitVarInsn(Opcodes.ALOAD, 0);
        constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        constructor.visitInsn(Opcodes.RETURN);
        constructor.visitMaxs(0, 0);
        constructor.visitEnd();
        for (int i = 0; i < fields; i++) {
            String type = i % 2 == 0 ? "I" : "Ljava/lang/Object;";
            writer.visitField(Opcodes.ACC_PUBLIC, "field" + i, type, null, null).visitEnd();
        }
        writer.visitEnd();
        return MethodHandles.lookup().defineClass(writer.toByteArray());
    }

    @Test
    void everyOfManyFieldsCounts() throws ReflectiveOperationException {
        for (int fields : new int[] {199, 200, 500}) {
            Class<?> type = wide(fields);
            Object plain = type.getConstructor().newInstance();
            assertAlike(plain, type.getConstructor().newInstance());
            List<Object> all = new ArrayList<>(List.of(plain));
            for (int i = 0; i < fields; i++) {
                Object changed = type.getConstructor().newInstance();
                type.getField("field" + i).set(changed, i % 2 == 0 ? (Object) 1 : "a");
                all.add(changed);
            }
            Digests.assertAllDiffer(all.toArray());
        }
    }

    @Test
    void longStrings() {
        String one = "ab".repeat(50_000_000);
        String other = one.substring(0, one.length() - 1) + "c";
        assertThat(digest(one)).isNotEqualTo(digest(other));
        StructuralHasher hasher = Digests.HASHER.inProcess();
        assertThat(hasher.digest(one)).isNotEqualTo(hasher.digest(other));
        assertThat(hasher.digest(List.of(one))).isEqualTo(hasher.digest(List.of(other.replace('c', 'b'))));
    }

    @Test
    void everyByteOfALargeArrayCounts() {
        StructuralHasher hasher = Digests.HASHER.inProcess();
        for (Object array : new Object[] {
            new byte[5_001],
            new boolean[5_001],
            new short[5_001],
            new char[5_001],
            new int[5_001],
            new long[5_001],
            new float[5_001],
            new double[5_001]
        }) {
            Object before = hasher.digest(array);
            Object last = java.lang.reflect.Array.get(array, 5_000);
            java.lang.reflect.Array.set(array, 5_000, changed(last));
            assertThat(hasher.digest(array)).isNotEqualTo(before);
            java.lang.reflect.Array.set(array, 5_000, last);
            assertThat(hasher.digest(array)).isEqualTo(before);
        }
        assertThat(hasher.digest(new double[] {Double.longBitsToDouble(0x7ff8000000000001L)}))
                .isEqualTo(hasher.digest(new double[] {Double.NaN}));
        double[] many = new double[5_000];
        many[7] = Double.longBitsToDouble(0x7ff8000000000001L);
        double[] same = new double[5_000];
        same[7] = Double.NaN;
        assertThat(hasher.digest(many)).isEqualTo(hasher.digest(same));
    }

    private static Object changed(Object zero) {
        if (zero instanceof Boolean) {
            return true;
        }
        return zero instanceof Character ? (Object) 'a' : (Object) (byte) 1;
    }
}
