package io.memo.hash.object;

import io.memo.hash.FieldSelection;
import io.memo.hash.fields.FieldsFrame;
import io.memo.hash.fields.FieldsPlan;
import io.memo.hash.format.Buffer;
import io.memo.hash.format.Format;
import io.memo.hash.walk.Encoder;
import io.memo.hash.walk.Leaf;
import io.memo.hash.walk.Settings;
import org.jspecify.annotations.Nullable;

/** Enum constants: the class that declares them and their name; their fields only where a selection names some. */
public final class EnumEncoder {

    private EnumEncoder() {}

    /**
     * Returns the encoder of the constants of a class; a {@link Leaf} if the name says it all.
     *
     * @param type the enum, or the class of a constant that has a body
     */
    public static Encoder of(Class<?> type, Settings settings) {
        byte[] declaring = declaring(type);
        FieldsPlan plan = plan(type, declaring, settings);
        if (plan != null) {
            return (constant, pass) -> !pass.writeKnown(constant)
                    && pass.push(new FieldsFrame(constant, plan, ((Enum<?>) constant).name(), null));
        }
        return (Leaf) (constant, out) -> {
            out.putByte(Format.ENUM);
            out.putRaw(declaring);
            out.putString(((Enum<?>) constant).name());
        };
    }

    private static byte[] declaring(Class<?> type) {
        Class<?> declaring = type.isEnum() || type.getSuperclass() == null ? type : type.getSuperclass();
        Buffer out = new Buffer();
        out.putString(declaring.getName());
        return out.copyFrom(0);
    }

    /** Returns null if the name says it all. */
    private static @Nullable FieldsPlan plan(Class<?> type, byte[] declaring, Settings settings) {
        if (settings.areByName(type)) {
            return null;
        }
        FieldSelection selection =
                settings.fields() == FieldSelection.ALL ? (enumType, field) -> false : settings.fields();
        FieldsPlan.Outcome outcome =
                FieldsPlan.of(type, Format.ENUM_WITH_FIELDS, declaring, settings.withFields(selection));
        FieldsPlan plan = outcome.plan();
        return plan == null || (plan.fields().length == 0 && !plan.hasCode()) ? null : plan;
    }
}
