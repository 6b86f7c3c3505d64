package io.memo.fingerprint;

import io.memo.digest.Digest;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns methods into the identity of the code behind them. No class is loaded or initialised for it: class files are
 * read as they are found when a class loader is first asked, once, and what is rebuilt on disk afterwards is not seen; see
 * {@link #replaced}.
 *
 * <p>Never throws for what it finds in class files: what cannot be read, resolved or followed is named in
 * {@link CodeFingerprint#warnings()}, and where soundness would be lost the manifest gets a line that is different in
 * every process. Thread-safe.
 */
public interface CodeFingerprinter {

    /**
     * Returns a fingerprinter for the application classes of these packages and their sub-packages.
     *
     * @param loader sees the application's classes; null means the system class loader
     * @param packages the application's packages; may be empty, for the package of a method's own class always counts
     */
    static CodeFingerprinter forPackages(@Nullable ClassLoader loader, String... packages) {
        return of(loader, ApplicationScope.of(Set.of(packages)));
    }

    /**
     * Returns a fingerprinter for the application classes of a scope.
     *
     * @param loader sees the application's classes; null means the system class loader
     * @param scope the packages, and whether the libraries that their code names count by what they hold
     */
    static CodeFingerprinter of(@Nullable ClassLoader loader, ApplicationScope scope) {
        return of(loader, scope, ManagedClasses.unknown());
    }

    /**
     * Returns a fingerprinter for the application classes of a scope, whose objects a container holds.
     *
     * @param loader sees the application's classes; null means the system class loader
     * @param scope the packages, and whether the libraries that their code names count by what they hold
     * @param managed asked for each fingerprint; null as long as the container's classes are not known
     */
    static CodeFingerprinter of(
            @Nullable ClassLoader loader, ApplicationScope scope, Supplier<@Nullable ManagedClasses> managed) {
        return CodeFingerprinterFactory.installed().create(loader, scope, managed);
    }

    /** Returns the fingerprint of the method as it is called on an object of its declaring class. */
    CodeFingerprint fingerprint(Method method);

    /**
     * Returns the fingerprint of the method as it is called on an object whose class is exactly {@code beanClass}; calls
     * on {@code this} are followed into that class and no other. The package of the class is part of the application
     * even where it was not named.
     *
     * @param method declared by the class or by one of its supertypes
     * @param beanClass the class behind any proxy; of a class that CGLIB generated the superclass is taken
     */
    default CodeFingerprint fingerprint(Method method, Class<?> beanClass) {
        return fingerprint(method, beanClass, Set.of());
    }

    /**
     * Returns the fingerprint of the method as {@link #fingerprint(Method, Class)} does, together with code that runs around
     * it whenever it runs.
     *
     * @param method declared by the class or by one of its supertypes
     * @param beanClass the class behind any proxy; of a class that CGLIB generated the superclass is taken
     * @param around methods called on objects of their declaring class; those outside the application do not count
     */
    CodeFingerprint fingerprint(Method method, Class<?> beanClass, Set<Method> around);

    /** Returns what {@link #findings(Method, Class, ContextBeans)} does where nothing is known but the class files. */
    default List<Finding> findings(Method method, Class<?> beanClass) {
        return findings(method, beanClass, ContextBeans.UNKNOWN);
    }

    /**
     * Returns what the method does, when it is called on an object of exactly that class, that a cache would hide: each once,
     * what fewer calls lead to first. Followed is what surely runs or may run by the call: its own code, what that calls, and the
     * callbacks of objects that it makes. Classes that no object of the application can have are left out. What gave a field its
     * first value is not looked at, for the value is part of the key. Moves no fingerprint.
     *
     * @param method declared by the class or by one of its supertypes
     * @param beanClass as in {@link #fingerprint(Method, Class)}
     * @param beans what is known of the objects that there are
     */
    List<Finding> findings(Method method, Class<?> beanClass, ContextBeans beans);

    /**
     * Returns what a call of a function does that a cache would hide, as {@link #findings(Method, Class, ContextBeans)} does.
     *
     * @param type the function's class; of a lambda or method reference the hidden class that the JVM made
     * @param called the method of the functional interface
     * @return empty if the code cannot be found, or the lambda cannot be told from others of the class around it
     */
    default List<Finding> findingsOf(Class<?> type, Method called, ContextBeans beans) {
        return findings(called, type, beans);
    }

    /**
     * Returns the code behind an object that implements a functional interface. The package of the class that it is written
     * in is part of the application even where it was not named.
     *
     * @param type the object's class; of a lambda or method reference the hidden class that the JVM made
     * @param method the method that implements the interface, as the class or a supertype declares it
     * @param along classes of objects that the function holds, which may be called through it: all their code counts, too
     * @param handedTo the call that the function was the last argument of, which may tell a lambda from others; null if that
     *     is not known
     * @return null if the code cannot be found: the class has no class file, or the lambda is not in that of the class
     *     around it
     */
    default @Nullable FunctionCode function(
            Class<?> type, Method method, Collection<Class<?>> along, @Nullable CallPlace handedTo) {
        return null;
    }

    /**
     * Returns the places in the application's code of the class and its supertypes that call the method on {@code this}, so
     * that no proxy around the object sees the call; sorted. Recursion is among them.
     */
    List<Finding> selfCalls(Method method, Class<?> beanClass);

    /**
     * Returns the digest of the code that an object of the class brings along: of all its methods and what they reach.
     * Belongs into the key for an object whose class is not among the {@link CodeFingerprint#liveTypes()} of the method.
     *
     * <p>For the hidden class of a lambda that cannot be told from others it is the code of the class that contains the lambda: its
     * digest moves with every change of the lambda, and with others too.
     *
     * @return null for a class outside the application
     */
    @Nullable
    Digest behaviourOf(Class<?> type);

    /**
     * Returns the digest of the code of a lambda or method reference, which is the same in every process and depends on no number that
     * a compiler or the JVM gave: of one in the application what its body or the method referred to reaches, of any other
     * one the class file around it and the method called. What it captured is no part of it.
     *
     * @param type the hidden class that the JVM made for it
     * @return null if the class is of no lambda, or the lambda cannot be told from others of the class around it
     */
    default @Nullable Digest lambdaOf(Class<?> type) {
        return null;
    }

    /**
     * Returns the digest of what objects of the class consist of and mean: its fields, supertypes, permitted subtypes,
     * constants, initialisers and the code of all its members, with what that reaches. Changes with whatever may change the
     * meaning of an object that was written by an earlier version of the class.
     *
     * @return null for a class outside the application
     */
    @Nullable
    Digest contentOf(Class<?> type);

    /**
     * Returns the code that an object of the class brings along, for what it reads: that of all its methods, of a lambda that
     * of its body, as far as it can be told from others of the class around it.
     *
     * @return null for a class outside the application
     */
    default @Nullable CodeFingerprint broughtBy(Class<?> type) {
        return null;
    }

    /**
     * Takes the code of a class that was replaced in the running JVM: what is asked for from now on is of this code. Fingerprints that
     * were given before stay what they are.
     *
     * @param bytes the class file as the compiler wrote it
     * @return whether the supertypes or the fields of the class are others now, as only enhanced redefinition can make them
     */
    default boolean replaced(Class<?> type, byte[] bytes) {
        return false;
    }

    /** Returns whether the class is one of the application, by its package. */
    boolean inScope(Class<?> type);
}
