package io.memo.hash.library;

import io.memo.hash.classify.Supertypes;
import io.memo.hash.format.Format;
import io.memo.hash.read.Reflect;
import io.memo.hash.walk.Encoder;
import io.memo.hash.walk.Leaf;
import org.jspecify.annotations.Nullable;

/** Calendars and time zones of Joda-Time, which keep tables of what was asked: by their names, which say all of them. */
final class JodaTime {

    private JodaTime() {}

    /** Returns the encoder of the class, or null if it is none of these, or not the library's own. */
    static @Nullable Encoder of(Class<?> type) {
        if (!type.getName().startsWith("org.joda.time.")) {
            return null;
        }
        Class<?> zone = Supertypes.find(type, "org.joda.time.DateTimeZone");
        Class<?> chronology = Supertypes.find(type, "org.joda.time.Chronology");
        Class<?> known = zone == null ? chronology : zone;
        String name = zone == null ? "toString" : "getID";
        if (known == null) {
            return null;
        }
        return (Leaf) (value, out) -> {
            out.putByte(Format.MEANING);
            out.putString(type.getName());
            out.putString(String.valueOf(Reflect.call(known, name, value)));
        };
    }
}
