package io.memo.hash.plan;

import java.lang.reflect.Field;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The class file of a watch:
 *
 * <pre>
 * boolean same(Object[] references, int from, int to, int width, long[] numbers, int first, int numbersWidth) {
 *     while (from &lt; to) {
 *         Owner object = (Owner) references[from];
 *         if (object.name != references[from + 1]) return false;
 *         if (object.count != numbers[first]) return false;
 *         from += width;
 *         first += numbersWidth;
 *     }
 *     return true;
 * }
 * </pre>
 */
final class WatchCode {

    private static final String WATCH = Type.getInternalName(FieldWatch.class);
    private static final int REFERENCES = 1;
    private static final int FROM = 2;
    private static final int TO = 3;
    private static final int WIDTH = 4;
    private static final int NUMBERS = 5;
    private static final int FIRST = 6;
    private static final int NUMBERS_WIDTH = 7;
    private static final int OBJECT = 8;

    private final String owner;
    private final List<Field> fields;
    private final int reference;
    private final int number;

    WatchCode(Class<?> owner, List<Field> fields, int reference, int number) {
        this.owner = Type.getInternalName(owner);
        this.fields = fields;
        this.reference = reference;
        this.number = number;
    }

    byte[] toBytes() {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V17, Opcodes.ACC_FINAL | Opcodes.ACC_SUPER, owner + "$$MemoWatch", null, WATCH, null);
        Constructors.addDefault(writer, WATCH);
        MethodVisitor method =
                writer.visitMethod(Opcodes.ACC_PUBLIC, "same", "([Ljava/lang/Object;III[JII)Z", null, null);
        method.visitCode();
        body(method);
        method.visitMaxs(0, 0);
        method.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    private void body(MethodVisitor method) {
        Label next = new Label();
        Label different = new Label();
        Label end = new Label();
        label(method, next);
        method.visitVarInsn(Opcodes.ILOAD, FROM);
        method.visitVarInsn(Opcodes.ILOAD, TO);
        method.visitJumpInsn(Opcodes.IF_ICMPGE, end);
        element(method, REFERENCES, FROM, 0);
        method.visitInsn(Opcodes.AALOAD);
        method.visitTypeInsn(Opcodes.CHECKCAST, owner);
        method.visitVarInsn(Opcodes.ASTORE, OBJECT);
        compare(method, different);
        add(method, FROM, WIDTH);
        add(method, FIRST, NUMBERS_WIDTH);
        method.visitJumpInsn(Opcodes.GOTO, next);
        label(method, different);
        method.visitInsn(Opcodes.ICONST_0);
        method.visitInsn(Opcodes.IRETURN);
        label(method, end);
        method.visitInsn(Opcodes.ICONST_1);
        method.visitInsn(Opcodes.IRETURN);
    }

    private void compare(MethodVisitor method, Label different) {
        int references = reference;
        int numbers = number;
        for (Field field : fields) {
            Type type = Type.getType(field.getType());
            method.visitVarInsn(Opcodes.ALOAD, OBJECT);
            method.visitFieldInsn(Opcodes.GETFIELD, owner, field.getName(), type.getDescriptor());
            if (field.getType().isPrimitive()) {
                toLong(method, type);
                element(method, NUMBERS, FIRST, numbers++);
                method.visitInsn(Opcodes.LALOAD);
                method.visitInsn(Opcodes.LCMP);
                method.visitJumpInsn(Opcodes.IFNE, different);
            } else {
                element(method, REFERENCES, FROM, references++);
                method.visitInsn(Opcodes.AALOAD);
                method.visitJumpInsn(Opcodes.IF_ACMPNE, different);
            }
        }
    }

    private static void element(MethodVisitor method, int array, int row, int column) {
        method.visitVarInsn(Opcodes.ALOAD, array);
        method.visitVarInsn(Opcodes.ILOAD, row);
        method.visitIntInsn(Opcodes.SIPUSH, column);
        method.visitInsn(Opcodes.IADD);
    }

    private static void toLong(MethodVisitor method, Type type) {
        switch (type.getSort()) {
            case Type.LONG -> {}
            case Type.DOUBLE -> invoke(method, "java/lang/Double", "doubleToRawLongBits", "(D)J");
            case Type.FLOAT -> {
                invoke(method, "java/lang/Float", "floatToRawIntBits", "(F)I");
                method.visitInsn(Opcodes.I2L);
            }
            default -> method.visitInsn(Opcodes.I2L);
        }
    }

    private static void invoke(MethodVisitor method, String type, String name, String descriptor) {
        method.visitMethodInsn(Opcodes.INVOKESTATIC, type, name, descriptor, false);
    }

    private static void add(MethodVisitor method, int sum, int addend) {
        method.visitVarInsn(Opcodes.ILOAD, sum);
        method.visitVarInsn(Opcodes.ILOAD, addend);
        method.visitInsn(Opcodes.IADD);
        method.visitVarInsn(Opcodes.ISTORE, sum);
    }

    // The locals are those of the descriptor everywhere, and the stack is empty.
    private static void label(MethodVisitor method, Label label) {
        method.visitLabel(label);
        method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    }
}
