package io.memo.store.fory;

import io.memo.store.trust.RefusedException;
import io.memo.store.trust.Trust;
import java.util.Arrays;
import java.util.Set;
import org.apache.fory.Fory;
import org.apache.fory.memory.MemoryBuffer;
import org.apache.fory.resolver.ClassResolver;
import org.jspecify.annotations.Nullable;

/**
 * Fory, made to write and read objects of the JDK's classes on the list and of exactly the classes with the given names:
 * what Fory found out about a class it does not ask again, so that another list needs another engine. Used by one thread at a
 * time.
 */
final class Engine {

    /** An object has this many bytes of memory, as Fory counts it, for each byte that it is written as. */
    private static final long MEMORY_PER_BYTE = 64;

    private static final long FREE_MEMORY = 64 << 10;

    private final Set<String> names;
    private final long mostMemory;
    private final Fory fory;
    private final Root.RootSerializer root;
    private final byte[] beginning;

    /**
     * @param names the binary names of the classes outside the JDK
     * @param loader sees these classes
     * @param mostBytes the most bytes that will be read
     */
    Engine(Set<String> names, ClassLoader loader, int mostBytes) {
        this.names = names;
        this.mostMemory = memory(mostBytes);
        this.fory = Fory.builder()
                .withXlang(false)
                .withClassLoader(loader)
                .withCompatible(false)
                .withClassVersionCheck(true)
                .serializeEnumByName(true)
                .requireClassRegistration(false)
                .withTypeChecker((resolver, name) -> mayBe(name))
                .withDeserializeUnknownClass(false)
                .registerGuavaTypes(false)
                // No object is read twice: what is read is a tree, and what is done with it takes time as its bytes do.
                .withRefTracking(false)
                // Generated code is twice as fast when warm, but the first result would wait for a compiler.
                .withCodegen(false)
                .withMaxDepth(GraphInspector.DEEPEST + 2)
                .withMaxGraphMemoryBytes(mostMemory)
                .build();
        ClassResolver resolver = (ClassResolver) fory.getTypeResolver();
        ForyTypes.install(resolver);
        this.root = new Root.RootSerializer(resolver.getConfig());
        fory.registerSerializerAndType(Root.class, root);
        byte[] empty = fory.serialize(new Root(null));
        this.beginning = Arrays.copyOf(empty, empty.length - 1);
    }

    private boolean mayBe(String name) {
        String element = Trust.element(name);
        return element == null || names.contains(element) || ForyTypes.contains(element);
    }

    private static long memory(int bytes) {
        return FREE_MEMORY + MEMORY_PER_BYTE * bytes;
    }

    /** Returns whether it is made for the classes with these names. */
    boolean isFor(Set<String> others) {
        return names.equals(others);
    }

    /** Throws whatever Fory throws; then the engine must not be used again. */
    byte[] write(Object result) {
        return fory.serialize(new Root(result));
    }

    /** Reads all bytes from a position on; throws whatever Fory throws, and then must not be used again. */
    @Nullable
    Object read(byte[] bytes, int from) throws RefusedException {
        int length = bytes.length - from;
        boolean known = length > beginning.length
                && Arrays.equals(bytes, from, from + beginning.length, beginning, 0, beginning.length);
        if (!known) {
            throw new RefusedException("it is no result");
        }
        root.reserve(mostMemory - Math.min(mostMemory, memory(length)));
        MemoryBuffer buffer = MemoryBuffer.fromByteArray(bytes, from, length);
        Root read = (Root) fory.deserialize(buffer);
        if (buffer.readerIndex() != length) {
            throw new RefusedException("there is more than one object");
        }
        return read.result();
    }
}
