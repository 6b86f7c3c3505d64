package io.memo.store.serial;

import io.memo.store.trust.RefusedException;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Refuses collections that a few bytes make endless: a set of two references to a set of two references to a set, some
 * levels deep, takes longer to hash than anybody can wait. Counted is how many elements a collection has if shared ones
 * count each time; what results are made of stays near the number of their bytes. Told of every object as soon as it is
 * complete, that is before anything is done with it. Collections of the application's own classes are not looked into.
 */
final class SharedReferenceLimit {

    private static final long ELEMENTS_PER_BYTE = 4;
    private static final long FREE_ELEMENTS = 10_000;

    private final Map<Object, Long> weights = new IdentityHashMap<>();
    private final long limit;

    SharedReferenceLimit(int bytes) {
        limit = bytes * ELEMENTS_PER_BYTE + FREE_ELEMENTS;
    }

    void note(Object object) throws RefusedException {
        if (!isContainer(object)) {
            return;
        }
        long weight = weigh(object);
        if (weight > limit) {
            throw new RefusedException("collections hold each other so often that they cannot be handled in time");
        }
        weights.put(object, weight);
    }

    private static boolean isContainer(@Nullable Object object) {
        return object instanceof Object[]
                || ((object instanceof Collection
                                || object instanceof Map
                                || object instanceof Map.Entry
                                || object instanceof Optional)
                        && object.getClass().getClassLoader() == null);
    }

    private long weigh(Object object) {
        long weight = 1;
        if (object instanceof Object[] array) {
            for (Object element : array) {
                weight += weightOf(element);
            }
        } else if (object instanceof Collection<?> collection) {
            for (Object element : collection) {
                weight += weightOf(element);
            }
        } else if (object instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                weight += weightOf(entry.getKey()) + weightOf(entry.getValue());
            }
        } else if (object instanceof Map.Entry<?, ?> entry) {
            weight += weightOf(entry.getKey()) + weightOf(entry.getValue());
        } else if (object instanceof Optional<?> optional) {
            weight += weightOf(optional.orElse(null));
        }
        return weight;
    }

    private long weightOf(@Nullable Object element) {
        return isContainer(element) ? weights.getOrDefault(element, 1L) : 1;
    }
}
