package io.memo;

import java.lang.reflect.Method;
import java.time.Instant;
import java.util.List;

/**
 * Published when a hit finds that the stored object was changed after it was stored: once per changed state, however
 * often it is hit, and not again when the object was changed back.
 *
 * @param name the name of the memoized method
 * @param method the memoized method
 * @param places where inside the result it differs, such as {@code result.lines[2].price}; never empty, values excluded
 * @param storedAt when the object was stored
 * @param policy what is done about it
 */
public record CachedObjectMutatedEvent(
        String name, Method method, List<String> places, Instant storedAt, MutationPolicy policy) {

    public CachedObjectMutatedEvent {
        places = List.copyOf(places);
    }
}
