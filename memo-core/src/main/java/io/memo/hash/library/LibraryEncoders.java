package io.memo.hash.library;

import io.memo.hash.frame.Parts;
import io.memo.hash.walk.Encoder;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What values of libraries mean that neither their fields nor their elements tell: the one table that {@code Encoders} asks. */
public final class LibraryEncoders {

    private static final List<Function<Class<?>, @Nullable Encoder>> KNOWN = List.of(
            Parts::encoder,
            Hibernate::of,
            EclipseLink::of,
            Lazies::of,
            Protobuf::of,
            JodaTime::of,
            Guava::of,
            SpringResources::of);

    private LibraryEncoders() {}

    /** Returns the encoder of a class outside the JDK, or null if nothing special is known of it. */
    public static @Nullable Encoder of(Class<?> type) {
        for (Function<Class<?>, @Nullable Encoder> each : KNOWN) {
            Encoder encoder = each.apply(type);
            if (encoder != null) {
                return encoder;
            }
        }
        return null;
    }
}
