package io.memo.hash.plan.copy;

import io.memo.hash.plan.Constructors;
import java.lang.reflect.Field;
import java.util.List;
import java.util.function.Predicate;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The class file of a copier:
 *
 * <pre>
 * void shallow(Object from, Object to) {
 *     ((Owner) to).count = ((Owner) from).count;
 *     ((Owner) to).lines = ((Owner) from).lines;
 * }
 * void deep(Object object, Sink sink) {
 *     ((Owner) object).lines = (List) sink.copy(((Owner) object).lines);
 * }
 * </pre>
 */
final class CopierCode {

    private static final String SINK = Type.getInternalName(FieldCopier.Sink.class);
    private static final String COPIER = Type.getInternalName(FieldCopier.class);
    private static final int FIRST = 1;
    private static final int SECOND = 2;
    private static final int FROM = 3;
    private static final int TO = 4;

    private final String owner;
    private final List<Field> fields;
    private final Predicate<Field> deep;

    CopierCode(Class<?> owner, List<Field> fields, Predicate<Field> deep) {
        this.owner = Type.getInternalName(owner);
        this.fields = fields;
        this.deep = deep;
    }

    byte[] toBytes() {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V17, Opcodes.ACC_FINAL | Opcodes.ACC_SUPER, owner + "$$MemoCopy", null, COPIER, null);
        Constructors.addDefault(writer, COPIER);
        shallow(writer.visitMethod(
                Opcodes.ACC_PUBLIC, "shallow", "(Ljava/lang/Object;Ljava/lang/Object;)V", null, null));
        deep(writer.visitMethod(Opcodes.ACC_PUBLIC, "deep", "(Ljava/lang/Object;L" + SINK + ";)V", null, null));
        writer.visitEnd();
        return writer.toByteArray();
    }

    private void shallow(MethodVisitor method) {
        method.visitCode();
        cast(method, FIRST, FROM);
        cast(method, SECOND, TO);
        for (Field field : fields) {
            method.visitVarInsn(Opcodes.ALOAD, TO);
            method.visitVarInsn(Opcodes.ALOAD, FROM);
            access(method, Opcodes.GETFIELD, field);
            access(method, Opcodes.PUTFIELD, field);
        }
        end(method);
    }

    private void deep(MethodVisitor method) {
        method.visitCode();
        cast(method, FIRST, FROM);
        for (Field field : fields) {
            if (deep.test(field)) {
                method.visitVarInsn(Opcodes.ALOAD, FROM);
                method.visitVarInsn(Opcodes.ALOAD, SECOND);
                method.visitVarInsn(Opcodes.ALOAD, FROM);
                access(method, Opcodes.GETFIELD, field);
                method.visitMethodInsn(
                        Opcodes.INVOKEINTERFACE, SINK, "copy", "(Ljava/lang/Object;)Ljava/lang/Object;", true);
                method.visitTypeInsn(Opcodes.CHECKCAST, Type.getInternalName(field.getType()));
                access(method, Opcodes.PUTFIELD, field);
            }
        }
        end(method);
    }

    private void cast(MethodVisitor method, int parameter, int local) {
        method.visitVarInsn(Opcodes.ALOAD, parameter);
        method.visitTypeInsn(Opcodes.CHECKCAST, owner);
        method.visitVarInsn(Opcodes.ASTORE, local);
    }

    private void access(MethodVisitor method, int instruction, Field field) {
        method.visitFieldInsn(instruction, owner, field.getName(), Type.getDescriptor(field.getType()));
    }

    private static void end(MethodVisitor method) {
        method.visitInsn(Opcodes.RETURN);
        method.visitMaxs(0, 0);
        method.visitEnd();
    }
}
