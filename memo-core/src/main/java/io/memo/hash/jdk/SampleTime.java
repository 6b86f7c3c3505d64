package io.memo.hash.jdk;

import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalField;
import java.time.temporal.TemporalQueries;
import java.time.temporal.TemporalQuery;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** A point of time that has every field there is, one of them with a given value, and remembers which it was asked for. */
final class SampleTime implements TemporalAccessor {

    private final ChronoField field;
    private final long value;
    private final Set<TemporalField> asked = Collections.newSetFromMap(new IdentityHashMap<>());

    SampleTime(ChronoField field, long value) {
        this.field = field;
        this.value = value;
    }

    Set<TemporalField> asked() {
        return asked;
    }

    @Override
    public boolean isSupported(TemporalField other) {
        return true;
    }

    // A field of somebody's own is not asked for anything.
    @Override
    public long getLong(TemporalField other) {
        asked.add(other);
        return other == field ? value : 1;
    }

    // Answered as the JDK's points of time do.
    @SuppressWarnings("unchecked")
    @Override
    public <R> R query(TemporalQuery<R> query) {
        if (query == TemporalQueries.zoneId() || query == TemporalQueries.zone() || query == TemporalQueries.offset()) {
            return (R) ZoneOffset.UTC;
        }
        return query == TemporalQueries.chronology() ? (R) IsoChronology.INSTANCE : query.queryFrom(this);
    }
}
