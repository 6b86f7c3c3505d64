package io.memo.store.serial;

import java.io.InvalidObjectException;
import java.io.ObjectStreamException;
import java.io.Serializable;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/**
 * What is written for the page request of Spring Data that asks for all, which is in every page that was made of a list and is
 * no {@code Serializable}.
 *
 * @param sort how what it asks for is sorted
 */
record UnpagedForm(Object sort) implements Serializable {

    private static final String DOMAIN = "org.springframework.data.domain.";

    /** Returns the form of an object, or null if it is no such request. */
    static @Nullable UnpagedForm of(Object object) {
        Class<?> type = object.getClass();
        if (!type.getName().equals(DOMAIN + "Unpaged")) {
            return null;
        }
        try {
            Class<?> pageable = Class.forName(DOMAIN + "Pageable", false, type.getClassLoader());
            return new UnpagedForm(pageable.getMethod("getSort").invoke(object));
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    /**
     * Returns the request.
     *
     * @param loader sees Spring Data
     * @throws ObjectStreamException if there is none
     */
    Object restored(ClassLoader loader) throws ObjectStreamException {
        try {
            Class<?> type = Class.forName(DOMAIN + "Sort", false, loader);
            return Class.forName(DOMAIN + "Pageable", false, loader)
                    .getMethod("unpaged", type)
                    .invoke(null, type.cast(sort));
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | IllegalAccessException
                | InvocationTargetException
                | ClassCastException e) {
            throw new InvalidObjectException("Spring Data has no request for all pages");
        }
    }
}
