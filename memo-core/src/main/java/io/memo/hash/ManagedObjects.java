package io.memo.hash;

import java.util.Collections;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a container knows of objects: the proxies it put around them and the names it gave them. Answers must be stable
 * for one object. Called by several threads.
 */
public interface ManagedObjects {

    /** Knows of no proxy and no name. */
    ManagedObjects NONE = new ManagedObjects() {
        @Override
        public boolean mayName(Class<?> type) {
            return false;
        }
    };

    /**
     * Returns the object behind a proxy, down to the last one, or the object itself if it is no proxy. No target is
     * made or initialised for the question unless calling the proxy would do the same.
     */
    default Object unwrap(Object object) {
        return object;
    }

    /**
     * Returns the name that identifies the object in the container, or null if it has none. Asked for what {@link
     * #unwrap} returned, unless a hasher serves that: for objects of classes outside the JDK, enum constants and arrays
     * excepted, and for JDK objects that would be refused. An object with a name is hashed by nothing else, so objects
     * of several users must not share one.
     */
    default @Nullable String nameOf(Object object) {
        return null;
    }

    /**
     * Returns what else identifies the object of a name, in every process, or null if the name alone does as far as is known.
     * Asked for objects of a library's classes: a client or a database of one name may be another one elsewhere.
     */
    default @Nullable String identityOf(String name) {
        return null;
    }

    /**
     * Returns the objects that exist, have a name and are chosen, without proxies; by their names, in an order that depends on these
     * alone. Makes none.
     *
     * @param choice equal to others that choose the same; what it chose may be kept until an object comes or goes
     */
    default SortedMap<String, Object> objectsOf(Choice choice) {
        return Collections.emptySortedMap();
    }

    /** Chooses among the objects of a container. */
    @FunctionalInterface
    interface Choice {

        /**
         * Returns whether an object is chosen.
         *
         * @param name that of the object
         * @param type its class, without proxies
         */
        boolean includes(String name, Class<?> type);
    }

    /**
     * Returns whether an object of the class may have a name, as far as that can be told when the class is first met. Asked
     * once for a class of records; where it is false, they are taken for what they hold from then on.
     */
    default boolean mayName(Class<?> type) {
        return true;
    }

    /** Returns whether {@link #unwrap} will always answer the same for this object: it is no proxy, or one of one object. */
    default boolean isFixed(Object object) {
        return true;
    }
}
