package io.memo.returns;

import io.memo.returns.fields.ObjectForms;
import io.memo.returns.jdk.JdkCopies;
import io.memo.returns.jdk.Shapes;
import io.memo.returns.library.LibraryCollectionForms;
import io.memo.returns.pass.Form;
import io.memo.returns.pass.Forms;
import io.memo.returns.pass.Types;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How objects are copied: what can change is made anew, all else is shared. */
final class CopyForms implements Forms {

    private static final Form.Refused UNKNOWN =
            new Form.Refused("memo does not know how to copy this type of the JDK", "");
    private static final Form.Refused CONTAINER = new Form.Refused(
            "it is a view of another collection, or of a kind that memo does not know how to copy",
            "return a collection of its own: new ArrayList<>(…), new HashMap<>(…)");

    private static final Form BEAN = new Form.Refused("it is a bean, of which there is one", "return values");

    private final Proof proof;
    private final Map<Class<?>, Form> known = new ConcurrentHashMap<>();

    CopyForms(Proof proof) {
        this.proof = proof;
    }

    void forget() {
        known.clear();
    }

    @Override
    public Form of(Object object) {
        return proof.isBean(object) ? BEAN : of(object.getClass());
    }

    /** Returns the form of objects of the class that are no beans. */
    Form of(Class<?> type) {
        Form form = known.get(type);
        if (form == null) {
            form = decide(type, proof);
            known.put(type, form);
        }
        return form;
    }

    private static Form decide(Class<?> type, Proof proof) {
        Form plain = plain(type, proof);
        if (plain != null) {
            return plain;
        }
        if (type.isArray()) {
            return type.getComponentType().isPrimitive() ? new Shapes.Flat(Shapes::primitives) : new Shapes.Slots();
        }
        if (Types.isJdk(type)) {
            Form form = JdkCopies.of(type);
            return form != null ? form : Types.isContainer(type) ? CONTAINER : UNKNOWN;
        }
        Form library = LibraryCollectionForms.copied(type);
        if (library != null) {
            return library;
        }
        Form.Refused refused = ObjectForms.refusal(type);
        return refused != null ? refused : ObjectForms.of(type, proof::isPlain, false);
    }

    /** Returns the form of what stands for itself in any case, or null. An object of {@code Object} itself has no state, nor has a logger. */
    static @Nullable Form plain(Class<?> type, Proof proof) {
        boolean same = type == Object.class || Enum.class.isAssignableFrom(type) || proof.isPlain(type);
        return same ? Form.SAME : null;
    }

    @Override
    public boolean isByClass(Class<?> type) {
        return !proof.mayBeBean(type);
    }

    @Override
    public boolean isImmutable(Object object) {
        return proof.isImmutable(object);
    }
}
