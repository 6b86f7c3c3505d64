package io.memo.hash.plan;

import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The class file of a writer:
 *
 * <pre>
 * int write(Object object, int from, FieldSink sink) {
 *     switch (from) {                                     // left out if there is no node
 *         case 0: sink.putInt(((Owner) object).count);
 *         case 1: if (sink.putNode(((Owner) object).child, 2)) return 2;
 *         case 2: ...
 *     }
 *     return -1;
 * }
 * </pre>
 */
final class WriterCode {

    private static final String SINK = Type.getInternalName(FieldSink.class);
    private static final String WRITER = Type.getInternalName(FieldWriter.class);
    private static final int OBJECT = 1;
    private static final int FROM = 2;
    private static final int TARGET = 3;

    private final Class<?> owner;
    private final List<PlannedField> fields;
    private final int first;

    WriterCode(Class<?> owner, List<PlannedField> fields, int first) {
        this.owner = owner;
        this.fields = fields;
        this.first = first;
    }

    byte[] toBytes() {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        String name = Type.getInternalName(owner) + "$$MemoFields";
        writer.visit(Opcodes.V17, Opcodes.ACC_FINAL | Opcodes.ACC_SUPER, name, null, WRITER, null);
        Constructors.addDefault(writer, WRITER);
        MethodVisitor method =
                writer.visitMethod(Opcodes.ACC_PUBLIC, "write", "(Ljava/lang/Object;IL" + SINK + ";)I", null, null);
        method.visitCode();
        body(method);
        method.visitMaxs(0, 0);
        method.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    private void body(MethodVisitor method) {
        boolean resumes = fields.stream().anyMatch(field -> field.how() == PlannedField.As.NODE);
        Label[] starts = new Label[fields.size()];
        Label end = new Label();
        if (resumes) {
            for (int i = 0; i < starts.length; i++) {
                starts[i] = new Label();
            }
            method.visitVarInsn(Opcodes.ILOAD, FROM);
            method.visitTableSwitchInsn(first, first + starts.length - 1, end, starts);
        }
        for (int i = 0; i < starts.length; i++) {
            if (resumes) {
                label(method, starts[i]);
            }
            put(method, fields.get(i), first + i + 1);
        }
        if (resumes) {
            label(method, end);
        }
        method.visitInsn(Opcodes.ICONST_M1);
        method.visitInsn(Opcodes.IRETURN);
    }

    // The locals are those of the descriptor everywhere, and the stack is empty between fields.
    private static void label(MethodVisitor method, Label label) {
        method.visitLabel(label);
        method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    }

    private void put(MethodVisitor method, PlannedField planned, int next) {
        Type type = Type.getType(planned.field().getType());
        method.visitVarInsn(Opcodes.ALOAD, TARGET);
        method.visitVarInsn(Opcodes.ALOAD, OBJECT);
        String internalName = Type.getInternalName(owner);
        method.visitTypeInsn(Opcodes.CHECKCAST, internalName);
        method.visitFieldInsn(Opcodes.GETFIELD, internalName, planned.field().getName(), type.getDescriptor());
        switch (planned.how()) {
            case PRIMITIVE -> call(method, putter(type), "(" + type.getDescriptor() + ")V");
            case TEXT -> call(method, "putText", "(Ljava/lang/String;)V");
            case LEAF -> call(method, "putLeaf", "(Ljava/lang/Object;)V");
            default -> node(method, type, next);
        }
    }

    private static void node(MethodVisitor method, Type type, int next) {
        if (type.getSort() < Type.ARRAY) {
            String box = box(type);
            method.visitMethodInsn(
                    Opcodes.INVOKESTATIC, box, "valueOf", "(" + type.getDescriptor() + ")L" + box + ";", false);
        }
        method.visitIntInsn(Opcodes.SIPUSH, next);
        call(method, "putNode", "(Ljava/lang/Object;I)Z");
        Label written = new Label();
        method.visitJumpInsn(Opcodes.IFEQ, written);
        method.visitIntInsn(Opcodes.SIPUSH, next);
        method.visitInsn(Opcodes.IRETURN);
        label(method, written);
        // Two frames may not share an offset.
        method.visitInsn(Opcodes.NOP);
    }

    private static void call(MethodVisitor method, String putter, String descriptor) {
        method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, SINK, putter, descriptor, false);
    }

    private static String putter(Type type) {
        return switch (type.getSort()) {
            case Type.BOOLEAN -> "putBoolean";
            case Type.BYTE -> "putByte";
            case Type.SHORT -> "putShort";
            case Type.CHAR -> "putChar";
            case Type.INT -> "putInt";
            case Type.LONG -> "putLong";
            case Type.FLOAT -> "putFloat";
            default -> "putDouble";
        };
    }

    private static String box(Type type) {
        return switch (type.getSort()) {
            case Type.BOOLEAN -> "java/lang/Boolean";
            case Type.BYTE -> "java/lang/Byte";
            case Type.SHORT -> "java/lang/Short";
            case Type.CHAR -> "java/lang/Character";
            case Type.INT -> "java/lang/Integer";
            case Type.LONG -> "java/lang/Long";
            case Type.FLOAT -> "java/lang/Float";
            default -> "java/lang/Double";
        };
    }
}
