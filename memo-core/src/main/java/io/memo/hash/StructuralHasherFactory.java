package io.memo.hash;

import java.util.Iterator;
import java.util.ServiceLoader;

/**
 * Makes structural hashers. The one implementation lies in a child package and is found as a service, once, so that this package
 * does not depend on who uses it.
 */
public interface StructuralHasherFactory {

    /** Returns a new builder. */
    StructuralHasher.Builder builder();

    /** Returns the factory that memo-core brings along. */
    static StructuralHasherFactory installed() {
        return Installed.FACTORY;
    }

    /** Looked for when the first hasher is made. */
    final class Installed {

        private static final StructuralHasherFactory FACTORY = find();

        private Installed() {}

        private static StructuralHasherFactory find() {
            ClassLoader own = StructuralHasherFactory.class.getClassLoader();
            Iterator<StructuralHasherFactory> found =
                    ServiceLoader.load(StructuralHasherFactory.class, own).iterator();
            if (!found.hasNext()) {
                throw new IllegalStateException("No META-INF/services/" + StructuralHasherFactory.class.getName()
                        + " on the class path: keep the service files of memo-core when repackaging it");
            }
            return found.next();
        }
    }
}
