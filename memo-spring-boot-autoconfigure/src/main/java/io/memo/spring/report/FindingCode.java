package io.memo.spring.report;

import io.memo.Memoize;
import io.memo.fingerprint.FindingKind;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The kinds of findings at start-up, the most dangerous first: what hands one caller's data to another, then what answers with
 * something old, then what keeps less than was asked for. The report is in this order. A kind has its row in {@code
 * docs/messages.md}.
 */
public enum FindingCode {
    /** What belongs to one user or one request is read. */
    USER_CONTEXT(
            "reads what belongs to a user or a request",
            "A hit may return what another user got: pass what is read as an argument"),
    /** What belongs to one thread is read. */
    THREAD_LOCAL(
            "reads what belongs to the thread",
            "A hit may return what another thread got: pass what is read as an argument"),
    /** Its results cannot be frozen or copied, as {@code memo.returns} asks of all. */
    SHARED_RESULT(
            "cannot return what memo.returns says",
            "Callers share the stored object, which is checked for changes: say so with memo.methods.<name>.returns=shared"),
    /** Something is drawn at random. */
    RANDOM("draws at random", "A hit returns what was drawn before: pass what is drawn, or a seed, as an argument"),
    /** The application evicts by hand from a cache of Spring's that nothing fills: results of memoized methods stay. */
    STALE_EVICTION(
            "evicts from a cache that nothing fills",
            "A memoized method that took the place of @Cacheable keeps its result: call Memoizer.clear(\"<name>\", arguments…) there,"
                    + " see docs/from-cacheable.md"),
    /** Files, the network or a database are read. */
    IO_WITHOUT_TTL(
            "reads from outside and has no ttl",
            "A hit does not see newer data: set a ttl, or pass what was read as an argument"),
    /** The time of day is read. */
    CLOCK("reads the clock", "A hit returns what an earlier time gave: pass the time as an argument, or set a ttl"),
    /** An external variable cannot be hashed, so that calls have no key. */
    UNHASHABLE(
            "depends on what cannot be hashed", "The method runs at every call: a Hasher bean says what identifies it"),
    /** A result cannot be checked for changes, so that it is not stored. */
    UNSTORABLE_RESULT(
            "returns what cannot be checked", "Such a result is not stored: a Hasher bean says what identifies it"),
    /** The ttl, or another duration, is a bare number. */
    TTL_WITHOUT_UNIT("has a duration without a unit", "Write 600s for seconds, 600ms for milliseconds"),
    /** The fingerprint does not know all of the method's code. */
    NOT_TRACKED(
            "does what its fingerprint cannot follow",
            "A hit does not see a change there: set version by hand when it changes, or a ttl"),
    /** Its results have a limit in bytes, and are not looked into. */
    SIZE_UNKNOWN(
            "has a limit in bytes for what memo does not look into",
            "A result counts as the object itself, without what it holds: give the method a limit by maxEntries"),
    /** It is to be persisted or shared, and its results mean nothing in another process. */
    NOT_KEPT(
            "is kept in memory only, neither on disk nor shared",
            "Let a Hasher bean say what identifies it in every process"),
    /** Its results are entities, parts of which are loaded when they are read, if they still can be. */
    ENTITY_RESULT(
            "returns entities",
            "A hit may return them after their session is closed, and reading such a part then throws"
                    + " LazyInitializationException: return a DTO or record, or fetch what is read (join fetch, @EntityGraph)"),
    /** Its results have credentials, which Spring Security takes out of them after a login. */
    ERASED_RESULT(
            "returns credentials, which Spring Security erases in place",
            "After each login a hit runs the method again: memoize what the result is made of, or let credentials stay"
                    + " (eraseCredentialsAfterAuthentication(false))"),
    /** Environment variables or system properties are read. */
    ENVIRONMENT(
            "reads the environment",
            "A hit does not see a change: inject the value into a field, which is part of the key"),
    /** A default of the machine is read: locale, time zone or charset. */
    LOCALE(
            "reads a default of the machine",
            "A hit does not see a change: pass the locale, zone or charset as an argument, or name it"),
    /** A field that is part of the key is written by the call itself. */
    WRITTEN_STATE(
            "changes a field that is part of its key",
            "A call that changes its own key stores nothing: keep the field out of the method, or mark it @MemoIgnore"),
    /** No proxy can intercept the method. */
    NOT_INTERCEPTABLE("is not memoized", "Make it a public, non-final instance method of a non-final class"),
    /** The method is called on {@code this}, so that no proxy can intercept the call. */
    SELF_CALL(
            "is called past its proxy",
            "Such a call is not memoized: move the caller to another bean, or call through an injected reference"),
    /** A property is about a method that does not exist. */
    UNKNOWN_METHOD("is about no memoized method", "Correct the name"),
    /** A property does not exist. */
    UNKNOWN_PROPERTY("is none of memo's", "Correct the name"),
    /** A finding is accepted that does not exist. */
    UNKNOWN_CODE("accepts a finding that does not exist", "Correct the code"),
    /** A package is named that has no class. */
    UNKNOWN_PACKAGE("has no class", "Correct memo.packages, or take it out");

    private final String deed;
    private final String remedy;

    FindingCode(String deed, String remedy) {
        this.deed = deed;
        this.remedy = remedy;
    }

    /** Returns the kind of what a method's code does. */
    public static FindingCode of(FindingKind kind) {
        return of(kind.code()).orElseThrow();
    }

    /** Returns the kind with this code, if there is one. */
    public static Optional<FindingCode> of(String code) {
        return Stream.of(values()).filter(each -> each.code().equals(code)).findFirst();
    }

    /** Returns the stable name, such as {@code io-without-ttl}, by which {@link Memoize#suppressWarnings()} accepts it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns whether such a finding is about one method, which can accept it. */
    public boolean isAcceptable() {
        return !name().startsWith("UNKNOWN_") && this != STALE_EVICTION;
    }

    /** Returns what can be said of the method, to go behind its name. */
    String deed() {
        return deed;
    }

    /** Returns what follows from it, to go before remedies of one case; a clause. */
    public String consequence() {
        return remedy.substring(0, remedy.indexOf(": "));
    }

    /** Returns what follows from it and the remedies, as sentences. */
    public String remedy() {
        return remedy(remedy);
    }

    /** Returns the same of one case, which has remedies of its own, without the full stop. */
    public String remedy(String ofCase) {
        return ofCase + (isAcceptable() ? ", or accept it with suppressWarnings = \"%s\".".formatted(code()) : ".");
    }
}
