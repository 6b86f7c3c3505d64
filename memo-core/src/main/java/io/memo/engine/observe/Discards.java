package io.memo.engine.observe;

import io.memo.MissReason;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Counts results that were thrown away one after the other, and says so when it does not end. Safe for use by several threads. */
public final class Discards {

    /** So many in a row are no accident where something changed during the run. */
    public static final int CHANGES = 5;

    /** So many in a row are no accident in any case. */
    public static final int OTHERS = 10;

    private final RuntimeFindings findings;
    private final AtomicInteger changes = new AtomicInteger();
    private final AtomicInteger others = new AtomicInteger();

    public Discards(RuntimeFindings findings) {
        this.findings = findings;
    }

    /** Notes that something changed during a run. */
    public void changed(Supplier<MissReason> what) {
        if (changes.incrementAndGet() == CHANGES) {
            findings.changes(CHANGES, what.get().places());
        }
    }

    /** Notes that a result was not stored for another reason. */
    public void other() {
        if (others.incrementAndGet() == OTHERS) {
            findings.notStored(OTHERS);
        }
    }

    /** Notes that a result was stored. */
    public void stored() {
        if (changes.getPlain() != 0) {
            changes.set(0);
        }
        if (others.getPlain() != 0) {
            others.set(0);
        }
    }
}
