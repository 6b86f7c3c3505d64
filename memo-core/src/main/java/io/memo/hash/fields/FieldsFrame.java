package io.memo.hash.fields;

import io.memo.hash.frame.Contents;
import io.memo.hash.plan.FieldWriter;
import io.memo.hash.walk.EncodingPass;
import io.memo.hash.walk.Frame;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/** An object by its fields. */
public final class FieldsFrame extends Frame {

    private final Object object;
    private final FieldsPlan plan;
    private final @Nullable String name;
    private final @Nullable Contents contents;
    private int writer;
    private boolean inContents;
    private boolean enteredCode;

    /**
     * @param name what tells the object apart besides its fields, or null
     * @param contents what it is besides, as a collection of the JDK, or null
     */
    public FieldsFrame(Object object, FieldsPlan plan, @Nullable String name, @Nullable Contents contents) {
        super(object);
        this.name = name;
        this.contents = contents;
        this.object = object;
        this.plan = plan;
    }

    @Override
    protected void open(EncodingPass pass) {
        plan.open(pass);
        if (name != null) {
            pass.out.putString(name);
        }
        enteredCode = plan.hasCode() && pass.enterCode();
    }

    @Override
    protected boolean step(EncodingPass pass) {
        PlannedFields generated = pass.isUntraced() ? plan.generated() : null;
        if (generated == null ? byReflection(pass) : byGeneratedCode(generated, pass)) {
            return true;
        }
        if (contents == null || inContents) {
            return false;
        }
        inContents = true;
        return pass.push(contents.frame(null, object, object));
    }

    @Override
    protected void close(EncodingPass pass) {
        if (enteredCode) {
            pass.leave();
        }
    }

    private boolean byReflection(EncodingPass pass) {
        FieldReader[] fields = plan.fields();
        while (field < fields.length) {
            if (fields[field++].write(object, pass)) {
                return true;
            }
        }
        return false;
    }

    private boolean byGeneratedCode(PlannedFields generated, EncodingPass pass) {
        FieldWriter[] writers = generated.writers();
        while (writer < writers.length) {
            int pushed = writers[writer].write(object, field, pass);
            if (pushed != FieldWriter.DONE) {
                return true;
            }
            field = generated.ends()[writer++];
        }
        return false;
    }

    @Override
    protected @Nullable Field current() {
        return field == 0 || inContents ? null : plan.fields()[field - 1].field();
    }

    @Override
    protected @Nullable Object childStep(EncodingPass pass) {
        if (inContents) {
            return "";
        }
        return field == 0 ? null : plan.fields()[field - 1].step();
    }
}
