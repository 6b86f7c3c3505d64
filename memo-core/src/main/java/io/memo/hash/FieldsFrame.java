package io.memo.hash;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/** An object by its fields. */
final class FieldsFrame extends Frame {

    private final Object object;
    private final FieldsPlan plan;
    private final @Nullable String name;
    private final @Nullable Contents contents;
    private int next;
    private boolean inContents;

    /**
     * @param name what tells the object apart besides its fields, or null
     * @param contents what it is besides, as a collection of the JDK, or null
     */
    FieldsFrame(Object object, FieldsPlan plan, @Nullable String name, @Nullable Contents contents) {
        super(object);
        this.name = name;
        this.contents = contents;
        this.object = object;
        this.plan = plan;
    }

    @Override
    void open(Walk walk) {
        plan.open(walk);
        if (name != null) {
            walk.out.putString(name);
        }
    }

    @Override
    boolean step(Walk walk) {
        FieldReader[] fields = plan.fields();
        while (next < fields.length) {
            if (fields[next++].write(object, walk)) {
                return true;
            }
        }
        if (contents == null || inContents) {
            return false;
        }
        inContents = true;
        return walk.push(contents.frame(null, object));
    }

    /** Returns the field that is being written. */
    @Nullable
    Field current() {
        return next == 0 || inContents ? null : plan.fields()[next - 1].field();
    }

    @Override
    @Nullable
    Object childStep(Walk walk) {
        if (inContents) {
            return "";
        }
        return next == 0 ? null : plan.fields()[next - 1].step();
    }
}
