package io.memo.fingerprint;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a finding is about. */
public enum FindingKind {
    /** The time of day is read. */
    CLOCK,
    /** Something is drawn at random. */
    RANDOM,
    /** Environment variables, system properties or what else the machine is like are read. */
    ENVIRONMENT,
    /** What belongs to one user or one request is read. */
    USER_CONTEXT,
    /** What belongs to one thread is read. */
    THREAD_LOCAL,
    /** A default of the machine is read: locale, time zone or charset. */
    LOCALE,
    /** A default of the machine decides, though nobody asks for it by name: matters to results that another process reads. */
    LOCALE_BY_DEFAULT("locale"),
    /** A field that is part of the key is written by the call itself. */
    WRITTEN_STATE,
    /** Files, the network or a database are read. */
    IO_WITHOUT_TTL,
    /** A resource of the class path is read: matters to results that another process reads. */
    RESOURCE("io-without-ttl"),
    /** A hash is taken that is another one in each process: matters to results that another process reads. */
    HASH_OF_PROCESS("random"),
    /** What a registry hands out is used, whose fields are no part of the key. */
    NOT_TRACKED,
    /** The method is called on {@code this}, so that no proxy can intercept the call. */
    SELF_CALL;

    private final @Nullable String code;

    FindingKind() {
        this(null);
    }

    FindingKind(@Nullable String code) {
        this.code = code;
    }

    /** Returns the stable name by which a finding is accepted, such as {@code io-without-ttl}. */
    public String code() {
        return code != null ? code : name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns whether what is read stays as it is while this process runs. */
    public boolean isOfProcess() {
        return this == LOCALE_BY_DEFAULT || this == RESOURCE || this == HASH_OF_PROCESS;
    }
}
