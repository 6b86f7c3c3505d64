package io.memo.fingerprint.classfile;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;

/** Reads the name of the source file and nothing else. */
final class SourceFileReader extends ClassVisitor {

    private @Nullable String file;

    private SourceFileReader() {
        super(ClassFactsReader.API);
    }

    static @Nullable String read(ClassReader reader) {
        SourceFileReader source = new SourceFileReader();
        reader.accept(source, ClassReader.SKIP_CODE | ClassReader.SKIP_FRAMES);
        return source.file;
    }

    @Override
    public void visitSource(@Nullable String source, @Nullable String debug) {
        file = source;
    }
}
