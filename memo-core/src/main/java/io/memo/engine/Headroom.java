package io.memo.engine;

/**
 * Makes sure that some stack is left before a flight is started. A {@link StackOverflowError} of the method unwinds to the
 * frame that started the flight and must find there what it takes to end it, or all others would wait in vain. The stack
 * that was there before the method ran is there again after it.
 */
final class Headroom {

    private static final int FRAMES = 200;

    private Headroom() {}

    /** @throws StackOverflowError if not */
    static void ensure() {
        descend(FRAMES);
    }

    private static int descend(int frames) {
        return frames == 0 ? 0 : 1 + descend(frames - 1);
    }
}
