package io.memo.fingerprint.callgraph;

import io.memo.fingerprint.ApplicationScope;
import io.memo.fingerprint.ClassFileSource;
import io.memo.fingerprint.CodeFingerprinter;
import io.memo.fingerprint.CodeFingerprinterFactory;
import io.memo.fingerprint.ManagedClasses;
import io.memo.fingerprint.classfile.source.LoaderClassFiles;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the fingerprinters of this room. Named in {@code META-INF/services}, made by {@code ServiceLoader} only. */
public final class CallGraphFingerprinterFactory implements CodeFingerprinterFactory {

    /** For {@code ServiceLoader}. */
    public CallGraphFingerprinterFactory() {}

    @Override
    public CodeFingerprinter create(
            @Nullable ClassLoader loader, ApplicationScope scope, Supplier<@Nullable ManagedClasses> managed) {
        ClassLoader given = loader == null ? ClassLoader.getSystemClassLoader() : loader;
        return new CallGraphFingerprinter(given, LoaderClassFiles::of, scope, managed);
    }

    @Override
    public CodeFingerprinter create(
            ClassFileSource source, ApplicationScope scope, Supplier<@Nullable ManagedClasses> managed) {
        return new CallGraphFingerprinter(ClassLoader.getSystemClassLoader(), loader -> source, scope, managed);
    }
}
