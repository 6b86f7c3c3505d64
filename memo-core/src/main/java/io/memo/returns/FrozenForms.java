package io.memo.returns;

import io.memo.hash.read.Wrapped;
import io.memo.returns.fields.ObjectForms;
import io.memo.returns.jdk.FrozenCollections;
import io.memo.returns.jdk.JdkCopies;
import io.memo.returns.jdk.Shapes;
import io.memo.returns.jdk.Unmodifiable;
import io.memo.returns.library.LibraryCollectionForms;
import io.memo.returns.pass.Form;
import io.memo.returns.pass.Forms;
import io.memo.returns.pass.Pass;
import io.memo.returns.pass.Refusal;
import io.memo.returns.pass.Types;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How objects are frozen: collections are made unmodifiable, what holds them is rebuilt, what else can change is refused. */
final class FrozenForms implements Forms {

    private static final Form BEAN = new Form.Refused("it is a bean, which may change", "return values");
    private static final Form ARRAY =
            new Form.Refused("an array cannot be made unmodifiable", "return a list: List.of(…)");
    private static final Form UNKNOWN =
            new Form.Refused("this type of the JDK can change, and has no unmodifiable form", "");

    private static final Form LIST = new Shapes.Anew(list -> ((List<?>) list).toArray(), FrozenForms::list);
    private static final Form SET = new Shapes.Anew(set -> ((Set<?>) set).toArray(), FrozenCollections::set);
    private static final Form OTHER =
            new Shapes.Anew(elements -> ((Collection<?>) elements).toArray(), FrozenCollections::collection);
    private static final Form MAP = new Shapes.Anew(Shapes::entries, FrozenCollections::map);
    private static final Form INSIDE = new Shapes.Anew(FrozenForms::inside, (wrapper, copies, pass) -> copies[0]);
    private static final Form SET_OF_MAP =
            new Shapes.Anew(FrozenForms::inside, (wrapper, copies, pass) -> ((Map<?, ?>) copies[0]).keySet());
    private static final Form ENTRY = new Shapes.Whole(
            JdkCopies::pair, (entry, copies, pass) -> new SimpleImmutableEntry<>(copies[0], copies[1]));
    private static final Form MUTABLE_ENTRY =
            new Shapes.Anew(JdkCopies::pair, (entry, copies, pass) -> new SimpleImmutableEntry<>(copies[0], copies[1]));
    private static final Form OPTIONAL = new Shapes.Whole(
            optional -> new @Nullable Object[] {((Optional<?>) optional).orElse(null)},
            (optional, copies, pass) -> Optional.ofNullable(copies[0]));

    private final Proof proof;
    private final Map<Class<?>, Form> known = new ConcurrentHashMap<>();

    FrozenForms(Proof proof) {
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
        Form plain = CopyForms.plain(type, proof);
        if (plain != null) {
            return plain;
        }
        if (type.isArray()) {
            return ARRAY;
        }
        if (Types.isJdk(type)) {
            return jdk(type);
        }
        Form library = LibraryCollectionForms.frozen(type);
        if (library != null) {
            return library;
        }
        Form.Refused refused = ObjectForms.refusal(type);
        return refused != null ? refused : ObjectForms.of(type, proof::isPlain, true);
    }

    private static Form jdk(Class<?> type) {
        if (Wrapped.isWrapper(type) || type.getName().startsWith("java.util.Collections$Unmodifiable")) {
            return Wrapped.isSetOfMap(type) ? SET_OF_MAP : INSIDE;
        }
        if (List.class.isAssignableFrom(type)) {
            return LIST;
        }
        if (Set.class.isAssignableFrom(type)) {
            return SET;
        }
        if (Collection.class.isAssignableFrom(type)) {
            return OTHER;
        }
        if (Map.class.isAssignableFrom(type)) {
            return Properties.class.isAssignableFrom(type) ? UNKNOWN : MAP;
        }
        if (type == Optional.class) {
            return OPTIONAL;
        }
        if (Map.Entry.class.isAssignableFrom(type)) {
            boolean fixed = type == SimpleImmutableEntry.class || type.getName().equals("java.util.KeyValueHolder");
            return fixed ? ENTRY : MUTABLE_ENTRY;
        }
        return UNKNOWN;
    }

    private static @Nullable Object[] inside(Object wrapper) {
        Object inside = Wrapped.in(wrapper);
        if (inside == null) {
            throw new Refusal(wrapper, "what it wraps is out of reach", "return a collection of its own");
        }
        return new @Nullable Object[] {inside};
    }

    private static Object list(Object source, @Nullable Object[] copies, Pass pass) {
        boolean frozen = FrozenCollections.isFixed(source.getClass());
        return frozen && Shapes.isSame(((List<?>) source).toArray(), copies) ? source : Unmodifiable.list(copies);
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
