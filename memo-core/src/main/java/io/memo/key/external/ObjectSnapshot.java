package io.memo.key.external;

import io.memo.digest.Digest;
import java.util.List;

/**
 * What the code of one method can see of one target, told field by field: the fields that may change, what was in them,
 * and the digest of it all. As long as they still hold the same, the digest is still right, for everything else that was
 * read is final or immutable. Immutable.
 */
final class ObjectSnapshot {

    private final Object target;
    private final FieldSnapshot[] cells;
    private final Digest digest;

    ObjectSnapshot(Object target, List<FieldSnapshot> cells, Digest digest) {
        this.target = target;
        this.cells = cells.toArray(FieldSnapshot[]::new);
        this.digest = digest;
    }

    /** Returns whether this is the state of the target now. */
    boolean isCurrent(Object candidate) {
        if (candidate != target) {
            return false;
        }
        for (FieldSnapshot cell : cells) {
            if (!cell.holds()) {
                return false;
            }
        }
        return true;
    }

    /** Returns the digest of all that was read. */
    Digest digest() {
        return digest;
    }
}
