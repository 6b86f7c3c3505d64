package io.memo.hash.object;

import io.memo.hash.Makeup;
import io.memo.hash.StructuralHasher;
import io.memo.hash.classify.GeneratedTypes;
import io.memo.hash.fields.Blanks;
import io.memo.hash.fields.FieldReader;
import io.memo.hash.fields.FieldsFrame;
import io.memo.hash.fields.FieldsPlan;
import io.memo.hash.format.Buffer;
import io.memo.hash.format.Format;
import io.memo.hash.frame.Contents;
import io.memo.hash.frame.SequenceFrame;
import io.memo.hash.read.ConcurrentReads;
import io.memo.hash.walk.EncodingPass;
import io.memo.hash.walk.Settings;
import java.lang.reflect.Field;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fields that a generated proxy inherits from the class of its target. Methods that are called on the proxy run on the
 * target, but a field that is read from outside, or written, is the proxy's.
 */
public final class ProxyShell {

    private final FieldsPlan plan;
    private final List<Field> fields;
    private final boolean plain;

    private ProxyShell(FieldsPlan plan) {
        this.plan = plan;
        fields = Stream.of(plan.fields()).map(FieldReader::field).toList();
        plain = Stream.of(plan.fields())
                .allMatch(each -> each.isPlain()
                        && (each.kind() != 'L' || !each.field().getType().isPrimitive()));
    }

    /** Returns what reads such fields of proxies of the class, or null where none of them count. */
    public static @Nullable ProxyShell of(Class<?> type, Settings settings) {
        Class<?> written = type.getSuperclass();
        if (!GeneratedTypes.isEnhanced(type)
                || written == null
                || !settings.dependencies()
                || !settings.own().test(written)) {
            return null;
        }
        Buffer name = new Buffer();
        name.putString(type.getName());
        FieldsPlan plan = FieldsPlan.of(written, Format.OBJECT, name.copyFrom(0), settings)
                .plan();
        return plan == null || plan.fields().length == 0 ? null : new ProxyShell(plan);
    }

    boolean encode(Object proxy, Object target, EncodingPass pass) {
        if (Blanks.areAll(proxy, plan.fields())) {
            return pass.value(target);
        }
        Contents behind = (node, kind, object) -> new SequenceFrame(
                node, out -> out.putByte(Format.PROXY), null, ConcurrentReads.ofArray(new Object[] {target}), false);
        return !pass.writeKnown(proxy) && pass.push(new FieldsFrame(proxy, plan, null, behind));
    }

    Makeup makeup(Object proxy, Object target, StructuralHasher hasher) {
        return !plain || hasher.makeup(target) instanceof Makeup.Changing
                ? new Makeup.Changing()
                : new Makeup.Shell(new Makeup.Fields(proxy, plan.number(), fields), target);
    }
}
