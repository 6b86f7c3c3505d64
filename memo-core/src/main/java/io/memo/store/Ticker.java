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

        @Override
        public long millis() {
            return System.currentTimeMillis();
        }
    };

    /** Returns nanoseconds since some fixed moment; only differences mean anything. */
    long nanos();

    /** Returns the moment on the calendar, for messages. */
    Instant now();

    /** Returns the moment on the calendar in milliseconds since 1970. */
    default long millis() {
        return now().toEpochMilli();
    }
}
