package io.memo.fingerprint.classfile;

import io.memo.fingerprint.classfile.code.MethodRef;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/**
 * Finds the {@code invokedynamic} right before a call, by where in the bytecode the call is: nothing is between the two, and
 * nothing jumps in between.
 */
final class DynamicArgument extends MethodVisitor {

    private static final int NONE = -1;
    private static final int LENGTH = 5;

    private final Reader reader;
    private final int offset;
    private int count;
    private int last = NONE;
    private int found = NONE;

    /** A reader that says where it is. */
    static final class Reader extends ClassReader {

        private static final int CLASS = 7;

        private int offset;

        Reader(byte[] bytes) {
            super(bytes);
        }

        /** Returns whether a constant names the class. */
        boolean names(String internalName) {
            char[] buffer = new char[getMaxStringLength()];
            for (int i = 1; i < getItemCount(); i++) {
                int at = getItem(i);
                if (at > 0 && readByte(at - 1) == CLASS && internalName.equals(readUTF8(at, buffer))) {
                    return true;
                }
            }
            return false;
        }

        /** Many classes name the same: one object for all of them takes less memory, and is soon found equal to itself. */
        @Override
        public @Nullable String readUTF8(int at, char[] buffer) {
            String text = super.readUTF8(at, buffer);
            return text == null ? null : text.intern();
        }

        @Override
        protected void readBytecodeInstructionOffset(int bytecodeOffset) {
            offset = bytecodeOffset;
        }
    }

    private DynamicArgument(Reader reader, int offset) {
        super(ClassFactsReader.API);
        this.reader = reader;
        this.offset = offset;
    }

    /** Returns how many others of the method come before that {@code invokedynamic}, or -1 if there is none. */
    static int find(Reader reader, MethodRef method, int offset) {
        DynamicArgument search = new DynamicArgument(reader, offset);
        reader.accept(
                new ClassVisitor(ClassFactsReader.API) {
                    @Override
                    public @Nullable MethodVisitor visitMethod(
                            int access,
                            String name,
                            String descriptor,
                            @Nullable String signature,
                            String @Nullable [] exceptions) {
                        return name.equals(method.name()) && descriptor.equals(method.descriptor()) ? search : null;
                    }
                },
                ClassReader.SKIP_FRAMES | ClassReader.SKIP_DEBUG);
        return search.found;
    }

    /** Without debug information, a label is where something may jump to. */
    @Override
    public void visitLabel(Label label) {
        last = NONE;
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        last = reader.offset;
        count++;
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean onInterface) {
        if (reader.offset == offset && last != NONE && last + LENGTH == offset) {
            found = count - 1;
        }
    }
}
