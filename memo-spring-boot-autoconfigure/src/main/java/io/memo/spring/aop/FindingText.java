package io.memo.spring.aop;

import io.memo.fingerprint.FindingKind;

/** What findings mean to the user of a cache, and what can be done about them. */
final class FindingText {

    private FindingText() {}

    /** Returns what can be said of the method, to go behind its name. */
    static String deed(FindingKind kind) {
        return switch (kind) {
            case CLOCK -> "reads the clock";
            case RANDOM -> "draws at random";
            case ENVIRONMENT -> "reads the environment";
            case USER_CONTEXT -> "reads what belongs to a user or a request";
            case THREAD_LOCAL -> "reads what belongs to the thread";
            case LOCALE -> "reads a default of the machine";
            case WRITTEN_STATE -> "changes a field that is part of its key";
            case IO_WITHOUT_TTL -> "reads from outside and has no ttl";
            case SELF_CALL -> "is called past its proxy";
        };
    }

    /** Returns what follows from it and the remedies, as sentences. */
    static String remedy(FindingKind kind) {
        return switch (kind) {
                    case CLOCK -> "A hit returns what an earlier time gave: pass the time as an argument, or set a ttl";
                    case RANDOM -> "A hit returns what was drawn before: pass what is drawn, or a seed, as an argument";
                    case ENVIRONMENT ->
                        "A hit does not see a change: inject the value into a field, which is part of the key";
                    case USER_CONTEXT -> "A hit may return what another user got: pass what is read as an argument";
                    case THREAD_LOCAL -> "A hit may return what another thread got: pass what is read as an argument";
                    case LOCALE ->
                        "A hit does not see a change: pass the locale, zone or charset as an argument, or name it";
                    case WRITTEN_STATE ->
                        "A call that changes its own key stores nothing: keep the field out of the method, or mark it"
                                + " @MemoIgnore";
                    case IO_WITHOUT_TTL ->
                        "A hit does not see newer data: set a ttl, or pass what was read as an argument";
                    case SELF_CALL ->
                        "Such a call is not memoized: move the caller to another bean, or call through an injected"
                                + " reference";
                }
                + ", or accept it with suppressWarnings = \"%s\".".formatted(kind.code());
    }
}
