package io.memo.hash;

import java.util.Date;

/** The dates of {@code java.sql}, by name: the module need not be there. */
final class SqlMeanings {

    private SqlMeanings() {}

    static void register() {
        Meanings.<Date>named("java.sql.Date", true, v -> new Object[] {v.getTime()});
        Meanings.<Date>named("java.sql.Time", true, v -> new Object[] {v.getTime()});
        // Date.getTime has milliseconds only, and Timestamp overrides toInstant to give them all.
        Meanings.<Date>named("java.sql.Timestamp", true, v -> new Object[] {v.toInstant()});
    }
}
