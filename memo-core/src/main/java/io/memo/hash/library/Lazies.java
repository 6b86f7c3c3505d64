package io.memo.hash.library;

import io.memo.hash.frame.PartsFrame;
import io.memo.hash.read.Reflect;
import io.memo.hash.walk.Encoder;
import io.memo.hash.walk.FieldMeaning;
import java.lang.reflect.Field;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lazy values that forget what makes them once they are made: by what makes them until then, later by the value. So an object
 * counts anew, once, when its value is made; a kept result stays the same ({@code UninitialisedPlaces}).
 */
final class Lazies {

    /**
     * @param maker the field of what makes the value
     * @param value the field of the value
     * @param forgotten the static field of what replaces the maker, or null if that is null
     */
    private record Fields(
            String maker, String value, @Nullable String forgotten) {}

    private static final Map<String, Fields> KNOWN = Map.of(
            "kotlin.SynchronizedLazyImpl", new Fields("initializer", "_value", null),
            "kotlin.UnsafeLazyImpl", new Fields("initializer", "_value", null),
            "kotlin.SafePublicationLazyImpl", new Fields("initializer", "_value", null),
            "io.vavr.Lazy", new Fields("supplier", "value", null),
            "com.google.common.base.Suppliers$NonSerializableMemoizingSupplier",
                    new Fields("delegate", "value", "SUCCESSFULLY_COMPUTED"));

    private Lazies() {}

    /** Returns the encoder of the class, or null if it is none of these. */
    static @Nullable Encoder of(Class<?> type) {
        Fields names = KNOWN.get(type.getName());
        Field maker = names == null ? null : Reflect.field(type, names.maker());
        Field value = names == null ? null : Reflect.field(type, names.value());
        if (names == null || maker == null || value == null) {
            return null;
        }
        Field forgotten = names.forgotten() == null ? null : Reflect.field(type, names.forgotten());
        String made = type.getName();
        String notMade = made + ", not made";
        return (lazy, pass) -> {
            pass.mutable();
            if (pass.writeKnown(lazy)) {
                return false;
            }
            Object makes = Reflect.get(maker, lazy);
            boolean absent = makes != null && (forgotten == null || makes != Reflect.get(forgotten, null));
            @Nullable Object[] parts = pass.kept().notInitialised(lazy, "", absent, () -> new Object[] {makes});
            return pass.push(
                    parts == null
                            ? PartsFrame.mutable(lazy, made, new Object[] {Reflect.get(value, lazy)})
                            : PartsFrame.mutable(lazy, notMade, parts));
        };
    }

    /** Returns what the field stands for: a value that a supplier gave is known by the supplier. */
    static @Nullable FieldMeaning meaning(Field field) {
        Class<?> declaring = field.getDeclaringClass();
        if (!declaring.getName().equals("org.springframework.util.function.SingletonSupplier")
                || !field.getName().equals("singletonInstance")) {
            return null;
        }
        Field instance = Reflect.field(declaring, "instanceSupplier");
        Field otherwise = Reflect.field(declaring, "defaultSupplier");
        return (holder, value, pass) -> {
            boolean supplied = (instance != null && Reflect.get(instance, holder) != null)
                    || (otherwise != null && Reflect.get(otherwise, holder) != null);
            return pass.value(supplied ? null : value);
        };
    }
}
