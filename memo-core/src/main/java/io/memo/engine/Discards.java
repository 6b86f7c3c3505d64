package io.memo.engine;

import io.memo.MissReason;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Counts results that were thrown away one after the other, and says so when it does not end. Safe for use by several threads. */
final class Discards {

    /** So many in a row are no accident where something changed during the run. */
    static final int CHANGES = 5;

    /** So many in a row are no accident in any case. */
    static final int OTHERS = 10;

    private final RuntimeFindings findings;
    private final AtomicInteger changes = new AtomicInteger();
    private final AtomicInteger others = new AtomicInteger();

    Discards(RuntimeFindings findings) {
        this.findings = findings;
    }

    /** Notes that something changed during a run. */
    void changed(Supplier<MissReason> what) {
        if (changes.incrementAndGet() == CHANGES) {
            findings.changes(CHANGES, what.get().places());
        }
    }

    /** Notes that a result was not stored for another reason. */
    void other() {
        if (others.incrementAndGet() == OTHERS) {
            findings.notStored(OTHERS);
        }
    }

    /** Notes that a result was stored. */
    void stored() {
        if (changes.getPlain() != 0) {
            changes.set(0);
        }
        if (others.getPlain() != 0) {
            others.set(0);
        }
    }
}
