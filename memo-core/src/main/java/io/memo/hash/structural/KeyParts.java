package io.memo.hash.structural;

import io.memo.hash.ManagedObjects;
import io.memo.hash.Origin;
import io.memo.hash.classify.Boxes;
import io.memo.hash.classify.CollectionLibraries;
import io.memo.hash.classify.Jdk;
import io.memo.hash.classify.Mocks;
import io.memo.hash.fields.FieldReader;
import io.memo.hash.fields.FieldsPlan;
import io.memo.hash.format.Format;
import io.memo.hash.format.KeyPart;
import io.memo.hash.library.Hibernate;
import io.memo.hash.plan.FieldComparer;
import io.memo.hash.plan.FieldComparers;
import io.memo.hash.walk.Settings;
import java.lang.reflect.Field;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stands for values of one class in a key of this process. Comparing is much less than encoding, so what can be held
 * on to and compared by its meaning is: immutable values of the JDK, short lists of those, records of those. Anything else
 * stands as its encoding. Which of these it is depends on nothing but the value, or equal values would have unequal keys.
 */
sealed interface KeyParts {

    /** How many elements of a list are held on to. */
    int MOST = 64;

    /** Immutable types whose {@code equals} says what their encoding says: two are equal, or their encodings differ. */
    Set<Class<?>> BY_MEANING = Set.of(
            String.class,
            Boolean.class,
            Byte.class,
            Short.class,
            Character.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            UUID.class,
            Instant.class,
            Duration.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            YearMonth.class);

    /** Returns what stands for the value, or null if it has to be encoded. */
    @Nullable
    Object of(Object value, Origin origin, DefaultStructuralHasher hasher);

    /** Decides for a class. */
    static KeyParts of(Class<?> type, Settings settings) {
        if (settings.hashers().of(type) != null) {
            return new Encoded();
        }
        if (BY_MEANING.contains(type)) {
            return new Itself();
        }
        if (Jdk.owns(type)) {
            return List.class.isAssignableFrom(type) ? new Elements() : new Encoded();
        }
        if (List.class.isAssignableFrom(type) && CollectionLibraries.own(type)) {
            return new LibraryElements(settings.managed());
        }
        FieldComparer fields = type.isRecord() && !settings.managed().mayName(type) ? comparer(type, settings) : null;
        return fields == null ? new Encoded() : new Fields(fields);
    }

    private static @Nullable FieldComparer comparer(Class<?> type, Settings settings) {
        FieldsPlan plan =
                FieldsPlan.of(type, Format.OBJECT, new byte[0], settings).plan();
        if (plan == null || !Arrays.stream(plan.fields()).allMatch(FieldReader::isPlain)) {
            return null;
        }
        List<Field> fields =
                Arrays.stream(plan.fields()).map(FieldReader::field).toList();
        boolean held = fields.stream().map(Field::getType).allMatch(each -> isHeld(each, settings));
        return held ? FieldComparers.of(type, fields) : null;
    }

    private static boolean isHeld(Class<?> field, Settings settings) {
        Class<?> box = Boxes.of(field);
        Class<?> type = box != null ? box : field;
        return BY_MEANING.contains(type) && !settings.hashers().serves(type);
    }

    /** A value that stands for itself. */
    record Itself() implements KeyParts {

        @Override
        public Object of(Object value, Origin origin, DefaultStructuralHasher hasher) {
            return value;
        }
    }

    /** Lists of the JDK. */
    record Elements() implements KeyParts {

        @Override
        public @Nullable Object of(Object value, Origin origin, DefaultStructuralHasher hasher) {
            @Nullable Object[] elements;
            try {
                List<?> list = (List<?>) value;
                if (list.size() > MOST) {
                    return null;
                }
                elements = list.toArray();
            } catch (RuntimeException e) {
                // Another thread changes it; encoding knows what to do then.
                return null;
            }
            return elements.length <= MOST && hasher.areOwnKeyParts(elements) ? new KeyPart.OfElements(elements) : null;
        }
    }

    /** Lists of libraries, which are equal to those of the JDK, but may be lazy, refused, or have a name. */
    record LibraryElements(ManagedObjects managed) implements KeyParts {

        @Override
        public @Nullable Object of(Object value, Origin origin, DefaultStructuralHasher hasher) {
            if (Hibernate.isLazy(value) || managed.unwrap(value) != value || managed.nameOf(value) != null) {
                return null;
            }
            hasher.encode(value, origin, KeyPart.newEncodings());
            return new Elements().of(value, origin, hasher);
        }
    }

    /** Records whose fields all hold values that stand for themselves. */
    record Fields(FieldComparer fields) implements KeyParts {

        @Override
        public @Nullable Object of(Object value, Origin origin, DefaultStructuralHasher hasher) {
            return Mocks.isMockInPlace(value) ? null : new KeyPart.OfFields(value, fields);
        }
    }

    /** All else. */
    record Encoded() implements KeyParts {

        @Override
        public @Nullable Object of(Object value, Origin origin, DefaultStructuralHasher hasher) {
            return null;
        }
    }
}
