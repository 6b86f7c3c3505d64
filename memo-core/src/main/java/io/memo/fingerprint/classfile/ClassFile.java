package io.memo.fingerprint.classfile;

import io.memo.fingerprint.classfile.code.MethodBody;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.woven.Folding;
import io.memo.fingerprint.classfile.woven.Weaver;
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
    private final DynamicArgument.Reader loaded;
    private final Folding folding;
    private final String name;
    private final @Nullable String superName;
    private final List<String> interfaces;
    private @Nullable ClassFacts facts;

    private ClassFile(DynamicArgument.Reader loaded, Folding folding) {
        this.loaded = loaded;
        this.folding = folding;
        reader = folding.isNothing() ? loaded : new DynamicArgument.Reader(WovenClass.unwoven(loaded, folding));
        name = reader.getClassName();
        superName = reader.getSuperName();
        interfaces = List.of(reader.getInterfaces());
    }

    /**
     * Returns the class file with these bytes, as they are.
     *
     * @throws UnreadableClassException if they are none, or of a version that is not understood
     */
    public static ClassFile read(byte[] bytes) throws UnreadableClassException {
        return read(bytes, other -> null);
    }

    /** Where other class files are read from. */
    @FunctionalInterface
    public interface Others {

        /** Returns the bytes of a class file, or null if there is none. */
        byte @Nullable [] bytesOf(String internalName);
    }

    /**
     * Returns the class file with these bytes. Advice of memo's own that was woven into it is left out.
     *
     * @param others where the classes are that the weaver made
     * @throws UnreadableClassException if they are none, or of a version that is not understood
     */
    public static ClassFile read(byte[] bytes, Others others) throws UnreadableClassException {
        return guarded(() -> {
            DynamicArgument.Reader reader = new DynamicArgument.Reader(bytes);
            return new ClassFile(reader, folding(reader, others));
        });
    }

    private static Folding folding(DynamicArgument.Reader reader, Others others) {
        return reader.names(Weaver.FACTORY)
                ? Folding.of(reader.getClassName(), MethodBodyReader.raw(reader), closure -> {
                    byte[] bytes = others.bytesOf(closure);
                    return bytes == null ? null : MethodBodyReader.raw(new DynamicArgument.Reader(bytes));
                })
                : Folding.NOTHING;
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

    /** Returns the internal names of the classes that the weaver made for advice of memo's own alone. */
    public Set<String> closures() {
        return folding.closures();
    }

    /** Returns the method of the virtual machine that runs the code of a method: another one if advice was woven into it. */
    public MethodRef running(MethodRef method) {
        return folding.written().getOrDefault(method, method);
    }

    /**
     * Returns which of the method's {@code invokedynamic} instructions, counted from 0, is right before the call at the
     * offset in its bytecode, with nothing that jumps in between, or -1 if none is.
     *
     * @param offset in the bytecode that is {@link #running}
     */
    public int dynamicBefore(MethodRef method, int offset) throws UnreadableClassException {
        return guarded(() -> DynamicArgument.find(loaded, running(method), offset));
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
