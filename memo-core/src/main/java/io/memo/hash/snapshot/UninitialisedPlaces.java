package io.memo.hash.snapshot;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which places of a value count as not initialised. Of a value that is kept, those that were not when it was stored: whatever
 * becomes of such a place later, it is written as it was then, so that loading it is no change, and all else is written as it
 * is. Of any other value those that are not now.
 *
 * <p>Places are known by the identity of the object, which the kept value holds as well. Filled by one pass, then never changed.
 */
public final class UninitialisedPlaces {

    /** Of a value that is not kept. */
    public static final UninitialisedPlaces NOT = new UninitialisedPlaces(null);

    private final @Nullable Map<Object, Map<String, @Nullable Object[]>> places;
    private boolean noting;

    private UninitialisedPlaces(@Nullable Map<Object, Map<String, @Nullable Object[]>> places) {
        this.places = places;
        this.noting = places != null;
    }

    /** Begins to note the places of a value that will be kept. */
    public static UninitialisedPlaces begin() {
        return new UninitialisedPlaces(new IdentityHashMap<>());
    }

    /** Forgets what an attempt noted that has to be made again. */
    public void restart() {
        if (noting && places != null) {
            places.clear();
        }
    }

    /** Returns what is noted, for good. */
    public UninitialisedPlaces settled() {
        noting = false;
        return places == null || places.isEmpty() ? NOT : this;
    }

    /**
     * Returns what identifies a place that counts as not initialised, or null if the place is to be read.
     *
     * @param owner the object that is the place, or has it
     * @param place which one, where an object has several
     * @param now whether it is not initialised now
     * @param identification gives what identifies it, without initialising anything
     */
    public @Nullable Object @Nullable [] notInitialised(
            Object owner, String place, boolean now, Supplier<@Nullable Object[]> identification) {
        if (places == null) {
            return now ? identification.get() : null;
        }
        Map<String, @Nullable Object[]> known = places.get(owner);
        @Nullable Object[] then = known == null ? null : known.get(place);
        if (then != null || !now) {
            return then;
        }
        @Nullable Object[] found = identification.get();
        if (noting) {
            places.computeIfAbsent(owner, each -> new HashMap<>()).put(place, found);
        }
        return found;
    }

    /** Keeps what an object refers to weakly as long as the value is kept. */
    public void hold(Object owner, Supplier<@Nullable Object[]> contents) {
        if (noting && places != null) {
            places.computeIfAbsent(owner, each -> new HashMap<>()).put("contents", contents.get());
        }
    }
}
