package io.memo.hash.plan;

import io.memo.digest.Comparing;
import java.lang.reflect.Field;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The class file of a comparer:
 *
 * <pre>
 * boolean same(Object one, Object other) {
 *     if (((Owner) one).count != ((Owner) other).count) return false;
 *     if (!Comparing.same(((Owner) one).name, ((Owner) other).name)) return false;
 *     return true;
 * }
 * int hash(Object object) {
 *     int hash = 0;
 *     hash = 31 * hash + Integer.hashCode(((Owner) object).count);
 *     hash = 31 * hash + Comparing.hash(((Owner) object).name);
 *     return hash;
 * }
 * </pre>
 */
final class ComparerCode {

    private static final String COMPARER = Type.getInternalName(FieldComparer.class);
    private static final String COMPARING = Type.getInternalName(Comparing.class);
    private static final int ONE = 1;
    private static final int OTHER = 2;

    private final String owner;
    private final List<Field> fields;

    ComparerCode(Class<?> owner, List<Field> fields) {
        this.owner = Type.getInternalName(owner);
        this.fields = fields;
    }

    byte[] toBytes() {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(
                Opcodes.V17, Opcodes.ACC_FINAL | Opcodes.ACC_SUPER, owner + "$$MemoComparer", null, COMPARER, null);
        Constructors.addDefault(writer, COMPARER);
        same(writer);
        hash(writer);
        writer.visitEnd();
        return writer.toByteArray();
    }

    private void same(ClassWriter writer) {
        MethodVisitor method =
                writer.visitMethod(Opcodes.ACC_PUBLIC, "same", "(Ljava/lang/Object;Ljava/lang/Object;)Z", null, null);
        method.visitCode();
        Label different = new Label();
        for (Field field : fields) {
            Type type = Type.getType(field.getType());
            get(method, ONE, field, type);
            get(method, OTHER, field, type);
            switch (type.getSort()) {
                case Type.BOOLEAN, Type.BYTE, Type.SHORT, Type.CHAR, Type.INT, Type.FLOAT ->
                    method.visitJumpInsn(Opcodes.IF_ICMPNE, different);
                case Type.LONG, Type.DOUBLE -> {
                    method.visitInsn(Opcodes.LCMP);
                    method.visitJumpInsn(Opcodes.IFNE, different);
                }
                default -> {
                    invoke(method, COMPARING, "same", "(Ljava/lang/Object;Ljava/lang/Object;)Z");
                    method.visitJumpInsn(Opcodes.IFEQ, different);
                }
            }
        }
        method.visitInsn(Opcodes.ICONST_1);
        method.visitInsn(Opcodes.IRETURN);
        if (!fields.isEmpty()) {
            method.visitLabel(different);
            method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
            method.visitInsn(Opcodes.ICONST_0);
            method.visitInsn(Opcodes.IRETURN);
        }
        method.visitMaxs(0, 0);
        method.visitEnd();
    }

    private void hash(ClassWriter writer) {
        MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC, "hash", "(Ljava/lang/Object;)I", null, null);
        method.visitCode();
        method.visitInsn(Opcodes.ICONST_0);
        for (Field field : fields) {
            method.visitIntInsn(Opcodes.BIPUSH, 31);
            method.visitInsn(Opcodes.IMUL);
            Type type = Type.getType(field.getType());
            get(method, ONE, field, type);
            switch (type.getSort()) {
                case Type.BOOLEAN, Type.BYTE, Type.SHORT, Type.CHAR, Type.INT, Type.FLOAT -> {}
                case Type.LONG, Type.DOUBLE -> invoke(method, "java/lang/Long", "hashCode", "(J)I");
                default -> invoke(method, COMPARING, "hash", "(Ljava/lang/Object;)I");
            }
            method.visitInsn(Opcodes.IADD);
        }
        method.visitInsn(Opcodes.IRETURN);
        method.visitMaxs(0, 0);
        method.visitEnd();
    }

    /** Pushes a field: an int, a long, or a reference; floating point as its bits. */
    private void get(MethodVisitor method, int local, Field field, Type type) {
        method.visitVarInsn(Opcodes.ALOAD, local);
        method.visitTypeInsn(Opcodes.CHECKCAST, owner);
        method.visitFieldInsn(Opcodes.GETFIELD, owner, field.getName(), type.getDescriptor());
        if (type.getSort() == Type.FLOAT) {
            invoke(method, "java/lang/Float", "floatToIntBits", "(F)I");
        } else if (type.getSort() == Type.DOUBLE) {
            invoke(method, "java/lang/Double", "doubleToLongBits", "(D)J");
        }
    }

    private static void invoke(MethodVisitor method, String type, String name, String descriptor) {
        method.visitMethodInsn(Opcodes.INVOKESTATIC, type, name, descriptor, false);
    }
}
