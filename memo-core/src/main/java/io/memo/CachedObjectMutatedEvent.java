package io.memo;

import java.lang.reflect.Method;
import java.time.Instant;
import java.util.List;

/**
 * Published when a check finds that the stored object was changed after it was stored: once per changed state, however
 * often it is hit, and not when the object was changed back. By the thread that hits, or by a thread of memo's: {@link CheckMode}
 * says which.
 *
 * @param name the name of the memoized method
 * @param method the memoized method
 * @param places where inside the result it differs, such as {@code result.lines[2].price}; never empty, values excluded
 * @param perhapsMorePlaces whether more may have changed than the places tell: the result has more places than are compared
 *     one by one
 * @param storedAt when the object was stored
 * @param unchangedAt when it was last known to be unchanged; the moment of storing if no check was made since
 * @param policy what is done about it
 */
public record CachedObjectMutatedEvent(
        String name,
        Method method,
        List<String> places,
        boolean perhapsMorePlaces,
        Instant storedAt,
        Instant unchangedAt,
        MutationPolicy policy) {

    public CachedObjectMutatedEvent {
        places = List.copyOf(places);
    }
}
