package io.memo.fingerprint;

import io.memo.digest.Digest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where class files come from. Answers may be asked for once and kept until a class is {@linkplain #replace replaced}. Called by one thread at a time per fingerprinter.
 */
public interface ClassFileSource {

    /**
     * Returns the bytes of a class file, or null if there is none or it cannot be read.
     *
     * @param binaryName such as {@code app.Quotes$Settings}
     */
    byte @Nullable [] bytesOf(String binaryName);

    /**
     * Returns the binary names of the classes of a package and its sub-packages that can be listed. The empty name means
     * the unnamed package, without any sub-package.
     */
    Set<String> classesIn(String packageName);

    /**
     * Returns whether a class that has no bytes may be there all the same, as one that was made at run time is. An optional class
     * whose library is not on the class path is not.
     *
     * @param binaryName a class that {@link #bytesOf} has no bytes of
     */
    default boolean mayBeLoaded(String binaryName) {
        return true;
    }

    /**
     * Returns the lines of the provider files of a service that are neither empty nor comments, in class path order.
     *
     * @param binaryName the service's type
     */
    default List<String> providersOf(String binaryName) {
        return List.of();
    }

    /**
     * Returns the library that holds the class, or null if it cannot be told.
     *
     * @param binaryName a class outside the application
     */
    default @Nullable Library libraryOf(String binaryName) {
        return null;
    }

    /**
     * Returns a digest of the contents of all resources of that name, in class path order, or null if there is none. What cannot be
     * read has another digest in each process.
     *
     * @param name as a class loader takes it, such as {@code app/rates.csv}
     */
    default @Nullable Digest resource(String name) {
        return null;
    }

    /**
     * Takes the class file of a class whose code was replaced in the running JVM. Packages are listed anew from then on, for new code
     * may name classes that were not there before. By default nothing is taken: a source that cannot change keeps what it has.
     *
     * @param binaryName such as {@code app.Quotes$Settings}
     */
    default void replace(String binaryName, byte[] bytes) {}

    /**
     * A library, as it is on the class path.
     *
     * @param name what people know it by, such as {@code commons-lang3-3.20.0.jar}
     * @param version what is another one whenever the library holds other classes
     */
    record Library(String name, String version) {}
}
