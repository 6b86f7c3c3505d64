package io.memo.fingerprint.classfile;

import io.memo.fingerprint.classfile.code.MethodBody;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One class file. Its name and direct supertypes are known at once; what it declares and the bodies of its methods are
 * parsed when asked for. Not thread-safe.
 */
public final class ClassFile {

    private final DynamicArgument.Reader reader;
    private final String name;
    private final @Nullable String superName;
    private final List<String> interfaces;
    private @Nullable ClassFacts facts;

    private ClassFile(DynamicArgument.Reader reader) {
        this.reader = reader;
        name = reader.getClassName();
        superName = reader.getSuperName();
        interfaces = List.of(reader.getInterfaces());
    }

    /**
     * Returns the class file with these bytes.
     *
     * @throws UnreadableClassException if they are none, or of a version that is not understood
     */
    public static ClassFile read(byte[] bytes) throws UnreadableClassException {
        return guarded(() -> new ClassFile(new DynamicArgument.Reader(bytes)));
    }

    /** Returns the internal name. */
    public String name() {
        return name;
    }

    /** Returns the internal name of the superclass, null for {@code java/lang/Object}. */
    public @Nullable String superName() {
        return superName;
    }

    /** Returns the internal names of the direct interfaces. */
    public List<String> interfaces() {
        return interfaces;
    }

    /** Returns the internal names of the classes whose constructors its code names: to make objects, or to begin its own. */
    public Set<String> constructed() throws UnreadableClassException {
        return guarded(() -> ConstructorNames.in(reader));
    }

    /** Returns whether its constants name the class, so that its code may make or use one. */
    public boolean names(String internalName) {
        return reader.names(internalName);
    }

    /** Returns what the class declares. */
    public ClassFacts facts() throws UnreadableClassException {
        ClassFacts known = facts;
        if (known == null) {
            known = guarded(() -> ClassFactsReader.read(reader));
            facts = known;
        }
        return known;
    }

    /** Returns the name of the source file, for messages only; null if the class file does not say. */
    public @Nullable String sourceFile() throws UnreadableClassException {
        return guarded(() -> Optional.ofNullable(SourceFileReader.read(reader))).orElse(null);
    }

    /** Returns the body of a method that the class declares, or null if there is no such method or body. */
    public @Nullable MethodBody body(String methodName, String descriptor) throws UnreadableClassException {
        MethodRef method = new MethodRef(name, methodName, descriptor);
        return guarded(() -> Optional.ofNullable(MethodBodyReader.read(reader, method)))
                .orElse(null);
    }

    /**
     * Returns which of the method's {@code invokedynamic} instructions, counted from 0, is right before the call at the
     * offset in its bytecode, with nothing that jumps in between, or -1 if none is.
     */
    public int dynamicBefore(MethodRef method, int offset) throws UnreadableClassException {
        return guarded(() -> DynamicArgument.find(reader, method, offset));
    }

    private interface Parsing<T> {
        T parse();
    }

    private static <T> T guarded(Parsing<T> parsing) throws UnreadableClassException {
        try {
            return parsing.parse();
        } catch (RuntimeException e) {
            // ASM's way to say that a file is damaged or newer than ASM.
            throw new UnreadableClassException(e);
        }
    }
}
