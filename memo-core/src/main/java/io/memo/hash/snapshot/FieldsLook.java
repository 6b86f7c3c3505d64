package io.memo.hash.snapshot;

import io.memo.hash.plan.FieldWatch;
import io.memo.hash.plan.FieldWatches;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at the fields of an object that may be assigned; what final ones hold is looked at in turn. */
public final class FieldsLook {

    private FieldsLook() {}

    /**
     * Returns how objects of a class are looked at, or null if their fields cannot be compared.
     *
     * @param fields those that count, accessible, those of one class next to each other
     */
    public static @Nullable SnapshotRule of(List<Field> fields) {
        List<Field> fixed = fields.stream().filter(FieldsLook::isFixed).toList();
        List<Field> open = fields.stream().filter(each -> !isFixed(each)).toList();
        return open.isEmpty() ? new Fixed(fixed) : watched(fixed, open);
    }

    private static boolean isFixed(Field field) {
        return Modifier.isFinal(field.getModifiers());
    }

    private static @Nullable SnapshotRule watched(List<Field> fixed, List<Field> open) {
        List<FieldWatch> watches = new ArrayList<>();
        int reference = 1;
        int number = 0;
        for (int from = 0; from < open.size(); ) {
            Class<?> owner = open.get(from).getDeclaringClass();
            int to = from;
            while (to < open.size() && open.get(to).getDeclaringClass() == owner) {
                to++;
            }
            List<Field> own = open.subList(from, to);
            FieldWatch watch = FieldWatches.of(owner, own, reference, number);
            if (watch == null) {
                return null;
            }
            watches.add(watch);
            int numbers = (int)
                    own.stream().filter(each -> each.getType().isPrimitive()).count();
            number += numbers;
            reference += own.size() - numbers;
            from = to;
        }
        return new Watched(fixed, open, watches.toArray(FieldWatch[]::new), reference, number);
    }

    private static void visit(Object object, List<Field> fields, Notes notes) {
        for (Field field : fields) {
            if (!field.getType().isPrimitive()) {
                notes.visit(read(object, field));
            }
        }
    }

    private static @Nullable Object read(Object object, Field field) {
        try {
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("A field that was made accessible is not: " + field, e);
        }
    }

    /** None of the fields may be assigned. */
    private static final class Fixed extends SnapshotRule.Through {

        private final List<Field> fields;

        Fixed(List<Field> fields) {
            this.fields = fields;
        }

        @Override
        void visit(Object object, Notes notes) {
            FieldsLook.visit(object, fields, notes);
        }
    }

    /** Some may. */
    private static final class Watched extends SnapshotRule.Again {

        private final List<Field> fixed;
        private final List<Field> open;
        private final FieldWatch[] watches;
        private final int width;
        private final int numbersWidth;

        Watched(List<Field> fixed, List<Field> open, FieldWatch[] watches, int width, int numbersWidth) {
            this.fixed = fixed;
            this.open = open;
            this.watches = watches;
            this.width = width;
            this.numbersWidth = numbersWidth;
        }

        @Override
        void note(Object object, Notes notes) {
            for (Field field : open) {
                if (field.getType().isPrimitive()) {
                    notes.number(bits(read(object, field)));
                } else {
                    notes.held(read(object, field));
                }
            }
            FieldsLook.visit(object, fixed, notes);
        }

        private static long bits(@Nullable Object box) {
            if (box instanceof Double number) {
                return Double.doubleToRawLongBits(number);
            } else if (box instanceof Float number) {
                return Float.floatToRawIntBits(number);
            } else if (box instanceof Boolean truth) {
                return truth ? 1 : 0;
            } else if (box instanceof Character character) {
                return character;
            }
            return box instanceof Number number ? number.longValue() : 0;
        }

        @Override
        boolean same(@Nullable Object[] references, int from, int to, long[] numbers, int first) {
            for (FieldWatch watch : watches) {
                if (!watch.same(references, from, to, width, numbers, first, numbersWidth)) {
                    return false;
                }
            }
            return true;
        }
    }
}
