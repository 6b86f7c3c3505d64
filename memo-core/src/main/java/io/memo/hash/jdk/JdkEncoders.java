package io.memo.hash.jdk;

import io.memo.hash.frame.Contents;
import io.memo.hash.frame.PartsFrame;
import io.memo.hash.walk.Encoder;
import io.memo.hash.walk.Frame;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/** What writes values of the JDK by what they mean; collections and what consists of its fields are elsewhere. */
public final class JdkEncoders {

    static {
        TimeEncoders.register();
        UtilEncoders.register();
        LangEncoders.register();
        NetEncoders.register();
        TextEncoders.register();
        RareEncoders.register();
    }

    private JdkEncoders() {}

    /** Returns the encoder of a type of the JDK, or null if its meaning is not known. */
    public static @Nullable Encoder of(Class<?> type) {
        Encoder known = JdkTable.exactly(type);
        if (known != null) {
            return known;
        }
        return Calendar.class.isAssignableFrom(type) ? Calendars::encode : JdkTable.family(type);
    }

    /** Returns what writes what an object inherits from exactly this type, or null if that is not known. */
    public static @Nullable Contents inherited(Class<?> type) {
        return JdkTable.inherited(type);
    }

    /** Begins what an exception inherits from the JDK. */
    public static Frame throwable(Throwable throwable) {
        return PartsFrame.mutable(null, "java.lang.Throwable", LangEncoders.throwable(throwable));
    }
}
