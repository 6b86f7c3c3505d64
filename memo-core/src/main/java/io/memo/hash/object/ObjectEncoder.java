package io.memo.hash.object;

import io.memo.hash.Makeup;
import io.memo.hash.StructuralHasher;
import io.memo.hash.classify.Mocks;
import io.memo.hash.fields.Blanks;
import io.memo.hash.fields.FieldReader;
import io.memo.hash.fields.FieldsFrame;
import io.memo.hash.fields.FieldsPlan;
import io.memo.hash.fields.PlannedFields;
import io.memo.hash.frame.Contents;
import io.memo.hash.plan.FieldWriter;
import io.memo.hash.walk.Encoder;
import io.memo.hash.walk.EncodingPass;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes objects by their fields, and by what they are besides. */
public final class ObjectEncoder implements Encoder {

    private final FieldsPlan plan;
    private final @Nullable Contents contents;
    private final @Nullable PlannedFields flat;
    /** Null if there is more to an object than these. */
    private final @Nullable List<Field> fields;

    /** @param contents what the objects are besides, as a collection of the JDK, or null */
    ObjectEncoder(FieldsPlan plan, @Nullable Contents contents) {
        this.plan = plan;
        this.contents = contents;
        PlannedFields generated = plan.generated();
        this.flat = contents == null && generated != null && generated.flat() ? generated : null;
        boolean plain = contents == null
                && Arrays.stream(plan.fields())
                        .noneMatch(each -> !each.isPlain()
                                || (each.kind() == 'L' && each.field().getType().isPrimitive()));
        this.fields =
                plain ? Arrays.stream(plan.fields()).map(FieldReader::field).toList() : null;
    }

    @Override
    public boolean encode(Object value, EncodingPass pass) {
        if (contents != null) {
            pass.mutable();
        }
        if (Mocks.isMockInPlace(value)) {
            return Identity.encode(value, pass);
        }
        if (plan.isMetEarly() && !pass.isMutable() && Blanks.areAny(value, plan.fields())) {
            pass.mutable();
        }
        if (flat != null && pass.isUntraced()) {
            return flat(value, flat, pass);
        }
        return !pass.writeKnown(value) && pass.push(new FieldsFrame(value, plan, null, contents));
    }

    /**
     * Writes an object all of whose fields are leaves as its frame would. It can't be on a cycle, nor is it worth
     * remembering. Always false, as {@link #encode} returns it.
     */
    private boolean flat(Object object, PlannedFields generated, EncodingPass pass) {
        int from = pass.beginFlat();
        plan.open(pass);
        FieldWriter[] writers = generated.writers();
        int next = 0;
        for (int i = 0; i < writers.length; i++) {
            writers[i].write(object, next, pass);
            next = generated.ends()[i];
        }
        pass.endFlat(from);
        return false;
    }

    /** Returns which fields count. */
    public FieldsPlan plan() {
        return plan;
    }

    @Override
    public Makeup makeup(Object value, StructuralHasher hasher) {
        return fields == null || Mocks.isMockInPlace(value)
                ? Makeup.Whole.INSTANCE
                : new Makeup.Fields(value, plan.number(), fields);
    }
}
