package io.memo.store.trust;

import io.memo.digest.Digest;
import io.memo.store.tier.NotStorableException;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which classes results may hold, whatever codec writes them: the JDK's values and collections, those of the application,
 * those that a return type leads to, and those that were named. Immutable.
 *
 * @param loader sees the application's classes
 * @param application whether the class with this binary name is one of the application
 * @param named binary names of further classes that may be stored; no name of the JDK has an effect
 * @param fingerprints knows of changes of classes
 */
public record StorableClasses(
        ClassLoader loader, Predicate<String> application, Set<String> named, ClassFingerprints fingerprints) {

    /** Copies the names. */
    public StorableClasses {
        named = Set.copyOf(named);
    }

    /**
     * What is known of the classes of one method's results.
     *
     * @param trust judges classes by their names and fingerprints
     * @param classes the fingerprint of the classes that the return type leads to, for every key
     */
    public record OfMethod(Trust trust, Digest classes) {}

    /**
     * Returns what results of a type may hold.
     *
     * @param returnType what the method returns, with its type arguments
     * @param forms binary names of the codec's own classes, which stand for values of the JDK
     * @param obstacle gives why the codec cannot store objects of a class outside the JDK, null if it can
     * @throws NotStorableException if no result could be stored; the message names each place that is in the way
     */
    public OfMethod of(Type returnType, Set<String> forms, Function<Class<?>, @Nullable String> obstacle)
            throws NotStorableException {
        ResultTypes types = ResultTypes.of(returnType, obstacle);
        Set<String> all = new HashSet<>(named);
        all.addAll(types.names());
        AllowList allowed = new AllowList(application, all);
        Map<String, String> obstacles = types.obstacles(allowed);
        if (!obstacles.isEmpty()) {
            throw new NotStorableException(obstacles.entrySet().stream()
                    .map(each -> each.getKey() + ": " + each.getValue())
                    .collect(Collectors.joining("; ")));
        }
        Trust trust = new Trust(allowed, forms, fingerprints, loader);
        return new OfMethod(trust, types.fingerprint(trust));
    }
}
