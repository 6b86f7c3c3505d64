package io.memo.fingerprint;

import java.util.Locale;

/** What a finding is about. */
public enum FindingKind {
    /** The time of day is read. */
    CLOCK,
    /** Something is drawn at random. */
    RANDOM,
    /** Environment variables or system properties are read. */
    ENVIRONMENT,
    /** What belongs to one user or one request is read. */
    USER_CONTEXT,
    /** What belongs to one thread is read. */
    THREAD_LOCAL,
    /** A default of the machine is read: locale, time zone or charset. */
    LOCALE,
    /** A field that is part of the key is written by the call itself. */
    WRITTEN_STATE,
    /** Files, the network or a database are read. */
    IO_WITHOUT_TTL,
    /** The method is called on {@code this}, so that no proxy can intercept the call. */
    SELF_CALL;

    /** Returns the stable name by which a finding is accepted, such as {@code io-without-ttl}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
