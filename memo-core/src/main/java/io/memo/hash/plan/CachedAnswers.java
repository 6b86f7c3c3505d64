package io.memo.hash.plan;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Finds the private fields in which a class keeps what its {@code hashCode} or {@code toString} gave. Such a field says
 * nothing that the others do not say, only whether somebody asked.
 *
 * <p>The class file tells: nothing but these two methods writes the field, except to reset it ({@code 0}, {@code -1}, {@code
 * null}) or to copy that of another object; and nothing but these two and {@code equals} reads it. No other class can do
 * either but those of the same nest, which are read as well. A field with an annotation is left alone: some framework may fill
 * it.
 */
public final class CachedAnswers {

    private static final Set<Class<?>> TYPES =
            Set.of(int.class, long.class, boolean.class, byte.class, Integer.class, Long.class, String.class);

    private static final Set<String> WRITERS = Set.of("hashCode()I", "toString()Ljava/lang/String;");
    private static final String READER = "equals(Ljava/lang/Object;)Z";

    private CachedAnswers() {}

    /** Returns the names of such fields that the class declares; empty where its class file cannot be read. */
    public static Set<String> of(Class<?> type) {
        Set<String> candidates = candidates(type);
        if (candidates.isEmpty()) {
            return candidates;
        }
        Set<String> written = new HashSet<>();
        try {
            for (Class<?> member : type.getNestMembers()) {
                if (!read(member, type, candidates, written)) {
                    return Set.of();
                }
            }
        } catch (IOException | LinkageError | RuntimeException e) {
            return Set.of();
        }
        candidates.retainAll(written);
        return candidates;
    }

    private static Set<String> candidates(Class<?> type) {
        Set<String> names = new HashSet<>();
        if (type.isHidden() || type.isRecord() || type.isInterface()) {
            return names;
        }
        for (Field field : type.getDeclaredFields()) {
            int modifiers = field.getModifiers();
            if (Modifier.isPrivate(modifiers)
                    && !Modifier.isStatic(modifiers)
                    && !Modifier.isFinal(modifiers)
                    && TYPES.contains(field.getType())
                    && field.getAnnotations().length == 0) {
                names.add(field.getName());
            }
        }
        boolean answers = !names.isEmpty()
                && Arrays.stream(type.getDeclaredMethods())
                        .anyMatch(method -> WRITERS.contains(method.getName() + descriptor(method)));
        return answers ? names : new HashSet<>();
    }

    private static String descriptor(Method method) {
        return method.getParameterCount() > 0
                ? ""
                : "()" + method.getReturnType().descriptorString();
    }

    private static boolean read(Class<?> member, Class<?> owner, Set<String> candidates, Set<String> written)
            throws IOException {
        String name = member.getName();
        try (InputStream file = member.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
            if (file == null) {
                return false;
            }
            new ClassReader(file)
                    .accept(new Accesses(owner, member == owner, candidates, written), ClassReader.SKIP_DEBUG);
            return true;
        }
    }

    /** Strikes out the candidates that are written or read elsewhere. */
    private static final class Accesses extends ClassVisitor {

        private final String owner;
        private final boolean isOwner;
        private final Set<String> candidates;
        private final Set<String> written;

        Accesses(Class<?> owner, boolean isOwner, Set<String> candidates, Set<String> written) {
            super(Opcodes.ASM9);
            this.owner = owner.getName().replace('.', '/');
            this.isOwner = isOwner;
            this.candidates = candidates;
            this.written = written;
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            boolean writes = isOwner && WRITERS.contains(name + descriptor);
            return new InMethod(writes, writes || (isOwner && READER.equals(name + descriptor)));
        }

        private final class InMethod extends MethodVisitor {

            private final boolean writes;
            private final boolean reads;
            /** The candidate that the last instruction read, "" if it pushed a value to begin with, or null. */
            private @Nullable String last;

            InMethod(boolean writes, boolean reads) {
                super(Opcodes.ASM9);
                this.writes = writes;
                this.reads = reads;
            }

            @Override
            public void visitFieldInsn(int opcode, String of, String name, String descriptor) {
                String before = settle();
                boolean mine = of.equals(owner) && candidates.contains(name);
                // What is copied to the same field of another object is not read for any other purpose.
                boolean copied = mine && opcode == Opcodes.PUTFIELD && name.equals(before);
                if (before != null && !before.isEmpty() && !copied) {
                    strike(before);
                }
                if (mine && opcode == Opcodes.GETFIELD) {
                    last = name;
                } else if (mine && writes) {
                    written.add(name);
                } else if (mine && !copied && !"".equals(before)) {
                    candidates.remove(name);
                }
            }

            @Override
            public void visitInsn(int opcode) {
                use();
                if (opcode == Opcodes.ICONST_0
                        || opcode == Opcodes.ICONST_M1
                        || opcode == Opcodes.LCONST_0
                        || opcode == Opcodes.ACONST_NULL) {
                    last = "";
                }
            }

            @Override
            public void visitIntInsn(int opcode, int operand) {
                use();
            }

            @Override
            public void visitVarInsn(int opcode, int index) {
                use();
            }

            @Override
            public void visitTypeInsn(int opcode, String type) {
                use();
            }

            @Override
            public void visitMethodInsn(int opcode, String of, String name, String descriptor, boolean isInterface) {
                use();
            }

            @Override
            public void visitInvokeDynamicInsn(
                    String name, String descriptor, Handle bootstrap, Object... bootstrapArguments) {
                use();
            }

            @Override
            public void visitJumpInsn(int opcode, Label label) {
                use();
            }

            @Override
            public void visitLabel(Label label) {
                use();
            }

            @Override
            public void visitLdcInsn(Object value) {
                use();
                // Perhaps a handle or an updater that writes it by its name.
                if (value instanceof String name) {
                    candidates.remove(name);
                }
            }

            @Override
            public void visitIincInsn(int index, int increment) {
                use();
            }

            @Override
            public void visitTableSwitchInsn(int min, int max, Label dflt, Label... labels) {
                use();
            }

            @Override
            public void visitLookupSwitchInsn(Label dflt, int[] keys, Label[] labels) {
                use();
            }

            @Override
            public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
                use();
            }

            @Override
            public void visitEnd() {
                use();
            }

            private @Nullable String settle() {
                String before = last;
                last = null;
                return before;
            }

            /** Another instruction than a write follows a read. */
            private void use() {
                String before = settle();
                if (before != null && !before.isEmpty()) {
                    strike(before);
                }
            }

            private void strike(String name) {
                if (!reads) {
                    candidates.remove(name);
                }
            }
        }
    }
}
