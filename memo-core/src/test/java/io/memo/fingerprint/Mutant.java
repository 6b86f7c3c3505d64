package io.memo.fingerprint;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Changes one instruction of one method of a class file. */
final class Mutant {

    private final String name;
    private final String descriptor;
    private final int chosen;
    private int seen;

    private Mutant(String method, int chosen) {
        name = method.substring(0, method.indexOf('('));
        descriptor = method.substring(method.indexOf('('));
        this.chosen = chosen;
    }

    /** Returns the class file with an instruction of the method changed, which one is up to the random numbers. */
    static byte[] of(byte[] original, String method, Random random) {
        Mutant count = new Mutant(method, -1);
        count.applied(original);
        return new Mutant(method, count.seen == 0 ? 0 : random.nextInt(count.seen)).applied(original);
    }

    /** Returns the methods of a class file that have code, as name and descriptor. */
    static List<String> methodsOf(byte[] original) {
        List<String> methods = new ArrayList<>();
        new ClassReader(original)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String method, String type, String signature, String[] exceptions) {
                                if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0) {
                                    methods.add(method + type);
                                }
                                return null;
                            }
                        },
                        ClassReader.SKIP_CODE);
        return methods;
    }

    private byte[] applied(byte[] original) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(original).accept(new Changing(writer), 0);
        return writer.toByteArray();
    }

    private boolean changes() {
        return seen++ == chosen;
    }

    private final class Changing extends ClassVisitor {

        Changing(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(int access, String method, String type, String signature, String[] thrown) {
            MethodVisitor next = super.visitMethod(access, method, type, signature, thrown);
            return method.equals(name) && type.equals(descriptor) ? new ChangingMethod(next) : next;
        }
    }

    private final class ChangingMethod extends MethodVisitor {

        ChangingMethod(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode >= Opcodes.ICONST_M1 && opcode <= Opcodes.ICONST_4) {
                super.visitInsn(changes() ? opcode + 1 : opcode);
            } else if (opcode == Opcodes.IADD || opcode == Opcodes.LADD) {
                super.visitInsn(changes() ? opcode + 4 : opcode);
            } else if (opcode == Opcodes.IAND || opcode == Opcodes.IOR) {
                super.visitInsn(changes() ? Opcodes.IXOR : opcode);
            } else {
                if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN && changes()) {
                    super.visitInsn(Opcodes.NOP);
                }
                super.visitInsn(opcode);
            }
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            boolean changed = opcode != Opcodes.NEWARRAY && changes();
            super.visitIntInsn(opcode, changed ? operand - 1 : operand);
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            boolean conditional = opcode >= Opcodes.IFEQ && opcode <= Opcodes.IF_ACMPNE;
            boolean changed = conditional && changes();
            super.visitJumpInsn(changed ? ((opcode - Opcodes.IFEQ) ^ 1) + Opcodes.IFEQ : opcode, label);
        }

        @Override
        public void visitLdcInsn(Object value) {
            if (value instanceof Integer number && changes()) {
                super.visitLdcInsn(number + 1);
            } else if (value instanceof String text && changes()) {
                super.visitLdcInsn(text + "!");
            } else {
                super.visitLdcInsn(value);
            }
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String field, String type) {
            super.visitFieldInsn(opcode, owner, changes() ? field + "0" : field, type);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String method, String type, boolean onInterface) {
            boolean changed = !method.startsWith("<") && changes();
            super.visitMethodInsn(opcode, owner, changed ? method + "0" : method, type, onInterface);
        }
    }
}
