package io.memo.fingerprint.classfile;

import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.woven.Folding;
import io.memo.fingerprint.classfile.woven.Weaver;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;

/** Writes a class into which memo's advice was woven as it was before: each method with its own code, and without what the weaver added. */
final class WovenClass extends ClassVisitor {

    private static final String INITIALISER = "<clinit>";

    private final ClassReader reader;
    private final Folding folding;

    private WovenClass(ClassReader reader, Folding folding, ClassWriter writer) {
        super(ClassFactsReader.API, writer);
        this.reader = reader;
        this.folding = folding;
    }

    /** Returns the bytes of the class as it was written; frames, which only run it, are left out. */
    static byte[] unwoven(ClassReader reader, Folding folding) {
        ClassWriter writer = new ClassWriter(0);
        reader.accept(new WovenClass(reader, folding, writer), ClassReader.SKIP_FRAMES);
        return writer.toByteArray();
    }

    @Override
    public void visitAttribute(Attribute attribute) {
        // What the weaver notes for itself.
    }

    @Override
    public @Nullable FieldVisitor visitField(
            int access, String field, String descriptor, @Nullable String signature, @Nullable Object constant) {
        boolean describes = folding.descriptions().containsKey(field);
        return describes ? null : super.visitField(access, field, descriptor, signature, constant);
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String method, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodRef own = new MethodRef(reader.getClassName(), method, descriptor);
        if (folding.needless().contains(own)) {
            return null;
        }
        MethodVisitor next = new Described(super.visitMethod(access, method, descriptor, signature, exceptions));
        MethodRef written = folding.written().get(own);
        if (written != null) {
            return new Replaced(next, written);
        }
        return method.equals(INITIALISER) ? new Shortened(next, folding.described()) : next;
    }

    /** What describes a join point, as a constant in the place of a field. */
    private final class Described extends MethodVisitor {

        Described(MethodVisitor next) {
            super(ClassFactsReader.API, next);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
            String text =
                    owner.equals(reader.getClassName()) ? folding.descriptions().get(field) : null;
            if (text == null) {
                super.visitFieldInsn(opcode, owner, field, descriptor);
            } else {
                super.visitLdcInsn(text);
            }
        }
    }

    /** Everything of the method but its code, which is that of another. */
    private final class Replaced extends MethodVisitor {

        private final MethodRef written;

        Replaced(MethodVisitor next, MethodRef written) {
            super(ClassFactsReader.API, next);
            this.written = written;
        }

        @Override
        public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            return Weaver.isMark(descriptor) ? null : super.visitAnnotation(descriptor, visible);
        }

        @Override
        public void visitCode() {
            MethodVisitor target = mv;
            mv = null;
            reader.accept(
                    new ClassVisitor(ClassFactsReader.API) {
                        @Override
                        public @Nullable MethodVisitor visitMethod(
                                int access,
                                String method,
                                String descriptor,
                                @Nullable String signature,
                                String @Nullable [] exceptions) {
                            boolean isIt = method.equals(written.name()) && descriptor.equals(written.descriptor());
                            return isIt ? new Code(target) : null;
                        }
                    },
                    ClassReader.SKIP_FRAMES);
        }
    }

    /** The code of a method and nothing else of it. */
    private static final class Code extends MethodVisitor {

        private final MethodVisitor target;

        Code(MethodVisitor target) {
            super(ClassFactsReader.API);
            this.target = target;
        }

        @Override
        public void visitCode() {
            mv = target;
            super.visitCode();
        }
    }

    /** A method without its first instructions, of which none jumps. */
    private static final class Shortened extends MethodVisitor {

        private int left;

        Shortened(MethodVisitor next, int left) {
            super(ClassFactsReader.API, next);
            this.left = left;
        }

        private boolean isLeftOut() {
            return left-- > 0;
        }

        @Override
        public void visitInsn(int opcode) {
            if (!isLeftOut()) {
                super.visitInsn(opcode);
            }
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            if (!isLeftOut()) {
                super.visitIntInsn(opcode, operand);
            }
        }

        @Override
        public void visitVarInsn(int opcode, int slot) {
            if (!isLeftOut()) {
                super.visitVarInsn(opcode, slot);
            }
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            if (!isLeftOut()) {
                super.visitTypeInsn(opcode, type);
            }
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
            if (!isLeftOut()) {
                super.visitFieldInsn(opcode, owner, field, descriptor);
            }
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String method, String descriptor, boolean onInterface) {
            if (!isLeftOut()) {
                super.visitMethodInsn(opcode, owner, method, descriptor, onInterface);
            }
        }

        @Override
        public void visitLdcInsn(Object value) {
            if (!isLeftOut()) {
                super.visitLdcInsn(value);
            }
        }
    }
}
