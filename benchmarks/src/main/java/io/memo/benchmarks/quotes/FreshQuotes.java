package io.memo.benchmarks.quotes;

import io.memo.Memoize;

/** Methods that differ in how long their results are good. */
public class FreshQuotes {

    /** For ever. */
    @Memoize
    public String plain(long id, String name) {
        return name + id;
    }

    /** For an hour. */
    @Memoize(ttl = "1h")
    public String ttl(long id, String name) {
        return name + id;
    }

    /** For an hour, computed anew behind the callers. */
    @Memoize(ttl = "1h", refresh = "50m")
    public String refresh(long id, String name) {
        return name + id;
    }

    /** The same at random. */
    @Memoize(ttl = "1h", refresh = "auto")
    public String auto(long id, String name) {
        return name + id;
    }

    /** For an hour, and longer if the source fails. */
    @Memoize(ttl = "1h", staleIfError = "1h")
    public String stale(long id, String name) {
        return name + id;
    }

    /** For ever, and done with when they are let go. */
    @Memoize(onRelease = "#result.length()")
    public String released(long id, String name) {
        return name + id;
    }
}
