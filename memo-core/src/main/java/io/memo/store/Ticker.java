package io.memo.store;

import java.time.Instant;

/** The time, as the store and the engine see it. Safe for use by several threads. */
public interface Ticker {

    /** The clock of the machine. */
    Ticker SYSTEM = new Ticker() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public Instant now() {
            return Instant.now();
        }
    };

    /** Returns nanoseconds since some fixed moment; only differences mean anything. */
    long nanos();

    /** Returns the moment on the calendar, for messages. */
    Instant now();
}
