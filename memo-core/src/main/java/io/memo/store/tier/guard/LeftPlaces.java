package io.memo.store.tier.guard;

import java.util.List;

/**
 * The places outside the process where earlier starts of the application may have left results that this one does not look for:
 * those of methods that are kept in memory only by now, or that are gone.
 */
@FunctionalInterface
public interface LeftPlaces {

    /** There is no such place. */
    LeftPlaces NONE = (persist, share) -> List.of();

    /**
     * Returns the places, as far as they are there; makes none. Asked each time that something is cleared.
     *
     * @param persist whether results on this machine are looked for, and so are none that were left
     * @param share whether results that several machines share are
     */
    List<Tier> besides(boolean persist, boolean share);
}
