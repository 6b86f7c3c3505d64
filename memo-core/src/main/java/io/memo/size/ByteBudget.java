package io.memo.size;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A number of bytes that many share, of one store or of several. Who needs place gets it from those that were not used for longest:
 * they stand in a row by when they came, and one that was used since it was looked at last goes to the end of the row once more
 * (Corbató's clock). So a use costs no more than to set a flag. Safe for use by several threads.
 */
public final class ByteBudget {

    private final long limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Place row = new Place(this, () -> false, 0);
    private long held;
    private int count;

    /** @param limit how many bytes may be held, positive */
    public ByteBudget(long limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("The limit is %d bytes; it must be at least 1".formatted(limit));
        }
        this.limit = limit;
        row.before = row;
        row.after = row;
    }

    /** Returns how many bytes may be held. */
    public long limit() {
        return limit;
    }

    /** Returns how many bytes are held now. */
    public long held() {
        lock.lock();
        try {
            return held;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns a place that is not taken yet.
     *
     * @param bytes how many it needs
     */
    public Place place(Tenant tenant, long bytes) {
        return new Place(this, tenant, bytes);
    }

    /** Who holds bytes. */
    @FunctionalInterface
    public interface Tenant {

        /** Returns whether it was used since this was asked last. */
        boolean wasUsed();
    }

    /** Bytes of one tenant. They are taken once at most, and not after they were given back. */
    public static final class Place {

        private final ByteBudget budget;
        private final Tenant tenant;
        private final long bytes;
        private @Nullable Place before;
        private @Nullable Place after;
        private boolean over;

        private Place(ByteBudget budget, Tenant tenant, long bytes) {
            this.budget = budget;
            this.tenant = tenant;
            this.bytes = bytes;
        }

        /**
         * Takes the bytes.
         *
         * @return whose bytes were given back for it; the caller has to let go of what these hold
         */
        public List<Tenant> take() {
            budget.lock.lock();
            try {
                return over || before != null ? List.of() : budget.take(this);
            } finally {
                budget.lock.unlock();
            }
        }

        /** Gives the bytes back, if they were taken and not given back before. */
        public void release() {
            budget.lock.lock();
            try {
                if (before != null) {
                    budget.remove(this);
                }
                over = true;
            } finally {
                budget.lock.unlock();
            }
        }
    }

    private List<Tenant> take(Place place) {
        List<Tenant> gone = new ArrayList<>();
        int turns = count;
        while (held + place.bytes > limit && row.after != null && row.after != row) {
            Place oldest = row.after;
            remove(oldest);
            // Each has one more turn at most, however often they are used meanwhile.
            if (turns-- > 0 && oldest.tenant.wasUsed()) {
                append(oldest);
            } else {
                oldest.over = true;
                gone.add(oldest.tenant);
            }
        }
        append(place);
        return gone;
    }

    private void append(Place place) {
        Place last = linked(row.before);
        last.after = place;
        place.before = last;
        place.after = row;
        row.before = place;
        held += place.bytes;
        count++;
    }

    private void remove(Place place) {
        Place left = linked(place.before);
        Place right = linked(place.after);
        left.after = right;
        right.before = left;
        place.before = null;
        place.after = null;
        held -= place.bytes;
        count--;
    }

    private static Place linked(@Nullable Place place) {
        if (place == null) {
            throw new IllegalStateException("The place is in no row");
        }
        return place;
    }
}
