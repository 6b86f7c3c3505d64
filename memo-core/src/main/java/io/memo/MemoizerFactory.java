package io.memo;

import java.util.Iterator;
import java.util.ServiceLoader;

/**
 * Makes memoizers. The one implementation is the engine, found as a service, so that this package depends on none of
 * those that it is used by. Applications call {@link Memoizer#create()} and {@link Memoizer#builder()}.
 */
public interface MemoizerFactory {

    /** Returns a new builder with the default settings. */
    Memoizer.Builder builder();

    /**
     * Returns the factory that memo-core brings along, found by the class loader of memo-core whatever that of the thread.
     *
     * @throws IllegalStateException if the service file is not on the class path
     */
    static MemoizerFactory installed() {
        Iterator<MemoizerFactory> found = ServiceLoader.load(
                        MemoizerFactory.class, MemoizerFactory.class.getClassLoader())
                .iterator();
        if (!found.hasNext()) {
            throw new IllegalStateException("No META-INF/services/" + MemoizerFactory.class.getName()
                    + " on the class path: keep the service files of memo-core when repackaging it");
        }
        return found.next();
    }
}
