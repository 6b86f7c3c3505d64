package io.memo.fingerprint;

import java.util.Iterator;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes fingerprinters. The one implementation lies in a child package and is found as a service, so that this package
 * depends on none of its children.
 */
public interface CodeFingerprinterFactory {

    /**
     * Returns a fingerprinter that reads class files through class loaders.
     *
     * @param loader null means the system class loader
     * @param managed asked for each fingerprint: the classes of which a container has objects, null if they are not known
     */
    CodeFingerprinter create(
            @Nullable ClassLoader loader, ApplicationScope scope, Supplier<@Nullable ManagedClasses> managed);

    /** Returns a fingerprinter that reads class files from the source alone, whatever a class's loader. */
    default CodeFingerprinter create(ClassFileSource source, ApplicationScope scope) {
        return create(source, scope, ManagedClasses.unknown());
    }

    /** Returns such a fingerprinter that also knows, as above, the classes of which a container has objects. */
    CodeFingerprinter create(
            ClassFileSource source, ApplicationScope scope, Supplier<@Nullable ManagedClasses> managed);

    /** Returns the factory that memo-core brings along. */
    static CodeFingerprinterFactory installed() {
        ClassLoader own = CodeFingerprinterFactory.class.getClassLoader();
        Iterator<CodeFingerprinterFactory> found =
                ServiceLoader.load(CodeFingerprinterFactory.class, own).iterator();
        if (!found.hasNext()) {
            throw new IllegalStateException("No META-INF/services/" + CodeFingerprinterFactory.class.getName()
                    + " on the class path: keep the service files of memo-core when repackaging it");
        }
        return found.next();
    }
}
