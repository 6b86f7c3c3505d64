package io.memo;

/** A hit on an object that was changed after it was stored, under {@link MutationPolicy#FAIL}. */
public final class CachedObjectMutatedException extends MemoException {

    private static final long serialVersionUID = 1L;

    private final transient CachedObjectMutatedEvent event;

    /**
     * @param message the text of the alert
     * @param event what was found
     */
    public CachedObjectMutatedException(String message, CachedObjectMutatedEvent event) {
        super(message);
        this.event = event;
    }

    /** Returns what was found. */
    public CachedObjectMutatedEvent event() {
        return event;
    }
}
