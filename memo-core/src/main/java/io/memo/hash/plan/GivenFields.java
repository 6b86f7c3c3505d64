package io.memo.hash.plan;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Finds the transient fields of a class that a constructor fills with what it is given and that nothing else writes: final ones, and
 * private ones. Such a field is no cache: it is never filled by reading, and nothing else of the object need tell what it holds.
 *
 * <p>What a constructor makes itself (a map, a lock, a logger) is left out. A check for null and a copy of what is given are seen
 * through.
 */
public final class GivenFields {

    private static final int WRITTEN_HERE = Modifier.FINAL | Modifier.PRIVATE;
    private static final Set<String> SEEN_THROUGH =
            Set.of("requireNonNull", "checkNotNull", "notNull", "clone", "copyOf", "requireNonNullElse");

    private GivenFields() {}

    /** Returns the names of such fields that the class declares; empty where its class file cannot be read. */
    public static Set<String> of(Class<?> type) {
        Map<String, Boolean> candidates = Arrays.stream(type.getDeclaredFields())
                .filter(field -> isCandidate(field.getModifiers()))
                .collect(Collectors.toMap(Field::getName, field -> Modifier.isFinal(field.getModifiers())));
        if (candidates.isEmpty() || type.isHidden()) {
            return Set.of();
        }
        String name = type.getName();
        Set<String> given = new HashSet<>();
        Set<String> written = new HashSet<>();
        try (InputStream file = type.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
            if (file != null) {
                new ClassReader(file)
                        .accept(new Writers(name.replace('.', '/'), given, written), ClassReader.SKIP_DEBUG);
            }
        } catch (IOException | RuntimeException e) {
            return Set.of();
        }
        given.removeIf(each -> {
            Boolean isFinal = candidates.get(each);
            return isFinal == null || (!isFinal && written.contains(each));
        });
        return given;
    }

    private static boolean isCandidate(int modifiers) {
        return Modifier.isTransient(modifiers) && !Modifier.isStatic(modifiers) && (modifiers & WRITTEN_HERE) != 0;
    }

    private static final class Writers extends ClassVisitor {

        private final String owner;
        private final Set<String> given;
        private final Set<String> written;

        /**
         * @param given gets the fields that a constructor writes
         * @param written gets those that may be written otherwise
         */
        Writers(String owner, Set<String> given, Set<String> written) {
            super(Opcodes.ASM9);
            this.owner = owner;
            this.given = given;
            this.written = written;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            return name.equals("<init>")
                    ? new Writes(Type.getArgumentsAndReturnSizes(descriptor) >> 2)
                    : new OtherWrites();
        }

        /** What writes a field by its name has the name among its constants. */
        private final class OtherWrites extends MethodVisitor {

            OtherWrites() {
                super(Opcodes.ASM9);
            }

            @Override
            public void visitFieldInsn(int opcode, String of, String name, String descriptor) {
                if (opcode == Opcodes.PUTFIELD) {
                    written.add(name);
                }
            }

            @Override
            public void visitLdcInsn(Object value) {
                if (value instanceof String text) {
                    written.add(text);
                }
            }
        }

        /** Follows whether what lies on top of the stack is a parameter, as it came. */
        private final class Writes extends MethodVisitor {

            private final int parameters;
            private final Set<Integer> overwritten = new HashSet<>();
            private boolean parameter;

            Writes(int parameters) {
                super(Opcodes.ASM9);
                this.parameters = parameters;
            }

            @Override
            public void visitVarInsn(int opcode, int index) {
                if (opcode >= Opcodes.ISTORE) {
                    overwritten.add(index);
                }
                parameter = opcode < Opcodes.ISTORE && index > 0 && index < parameters && !overwritten.contains(index);
            }

            @Override
            public void visitFieldInsn(int opcode, String of, String name, String descriptor) {
                if (opcode == Opcodes.PUTFIELD && of.equals(owner) && parameter) {
                    given.add(name);
                }
                parameter = false;
            }

            @Override
            public void visitTypeInsn(int opcode, String type) {
                parameter &= opcode == Opcodes.CHECKCAST;
            }

            @Override
            public void visitMethodInsn(int opcode, String of, String name, String descriptor, boolean isInterface) {
                parameter &= SEEN_THROUGH.contains(name);
            }

            /** A text for the check, after the parameter. */
            @Override
            public void visitLdcInsn(Object value) {}

            @Override
            public void visitInsn(int opcode) {
                parameter = false;
            }

            @Override
            public void visitIntInsn(int opcode, int operand) {
                parameter = false;
            }

            @Override
            public void visitInvokeDynamicInsn(
                    String name, String descriptor, Handle bootstrap, Object... bootstrapArguments) {
                parameter = false;
            }

            @Override
            public void visitJumpInsn(int opcode, Label label) {
                parameter = false;
            }
        }
    }
}
