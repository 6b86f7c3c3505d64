package io.memo.returns.fields;

import io.memo.MemoIgnore;
import io.memo.hash.classify.Supertypes;
import io.memo.returns.library.LibraryCollectionForms;
import io.memo.returns.pass.Form;
import io.memo.returns.pass.Pass;
import io.memo.returns.pass.Refusal;
import io.memo.returns.pass.Types;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides about classes outside the JDK: which are understood by their fields. */
public final class ObjectForms {

    /** From here on the JVM lets nobody but a class's own code write its final fields (JEP 500). */
    private static final int FINAL_MEANS_FINAL = 26;

    private static final String DTO = "return a DTO: a record of the values that callers need";

    private static final Set<String> ENTITIES = Set.of("jakarta.persistence.Entity", "javax.persistence.Entity");

    private static final Map<String, String> LIBRARIES = Map.of(
            "org.hibernate.proxy.HibernateProxy", "it is a proxy of JPA, bound to its session",
            "org.hibernate.collection.spi.PersistentCollection", "it is a collection of JPA, bound to its session",
            "org.hibernate.collection.spi.LazyInitializable", "it is a collection of JPA, bound to its session",
            "org.eclipse.persistence.indirection.IndirectContainer", "it is a collection of JPA, bound to its session",
            "org.eclipse.persistence.queries.FetchGroupTracker", "it is an entity, bound to its session");

    private ObjectForms() {}

    /** Returns why objects of the class are not understood, or null if they are. */
    public static Form.@Nullable Refused refusal(Class<?> type) {
        String library = Supertypes.first(type, LIBRARIES::get);
        if (library != null) {
            return new Form.Refused(library, DTO);
        }
        if (isEntity(type)) {
            return new Form.Refused("it is an entity: a copy would be one that no session knows", DTO);
        }
        String reason = reason(type);
        return reason == null ? null : new Form.Refused(reason, "");
    }

    private static @Nullable String reason(Class<?> type) {
        if (Proxy.isProxyClass(type) || type.getName().contains("$$")) {
            return "its class was generated, and what it stands for is not known";
        }
        if (type.isHidden()) {
            return "it is code, and what it captured can change";
        }
        boolean holds = Iterable.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
        if (holds && !LibraryCollectionForms.isByFields(type)) {
            return "it is a collection of a class that memo does not know: a copy may lose how it finds its elements";
        }
        if (Throwable.class.isAssignableFrom(type)) {
            return "it is an exception, and the JDK keeps what it holds to itself";
        }
        Class<?> base = type;
        while (!Types.isJdk(base) && base.getSuperclass() != null) {
            base = base.getSuperclass();
        }
        if (base != Object.class && base != Record.class) {
            return "it extends %s, whose state memo cannot copy".formatted(base.getName());
        }
        if (AutoCloseable.class.isAssignableFrom(type) || hasFinalizer(type)) {
            return "it is to be closed, and a copy would be closed a second time";
        }
        return Bare.isPossible() || type.isRecord() ? null : "this runtime has no module jdk.unsupported";
    }

    /**
     * Returns the form of an object that {@link #refusal} lets pass.
     *
     * @param frozen whether what can change in it is to be refused
     */
    public static Form of(Class<?> type, Predicate<Class<?>> plain, boolean frozen) {
        if (type.isRecord()) {
            return RecordForm.of(type, plain);
        }
        ClassFields fields;
        try {
            fields = ClassFields.of(type, plain);
        } catch (InaccessibleObjectException e) {
            return new Form.Refused(
                    "module %s does not open package %s to memo"
                            .formatted(type.getModule().getName(), type.getPackageName()),
                    "");
        }
        List<Field> all = fields.all();
        if (all.isEmpty()) {
            return Form.SAME;
        }
        boolean settable = all.stream().anyMatch(ObjectForms::isSettable);
        if (settable && frozen) {
            return new Form.Refused(
                    "its fields can be set, and nothing could stop that: %s"
                            .formatted(all.stream()
                                    .filter(ObjectForms::isSettable)
                                    .findFirst()
                                    .orElseThrow()
                                    .getName()),
                    "make it a record");
        }
        boolean writes = all.stream().anyMatch(each -> Modifier.isFinal(each.getModifiers()));
        if (writes && Runtime.version().feature() >= FINAL_MEANS_FINAL) {
            return new Form.Refused(
                    "it has final fields, which Java %d lets nobody write but its own code"
                            .formatted(FINAL_MEANS_FINAL),
                    "make it a record");
        }
        return settable ? new PlainObject(type, fields, constants(type)) : FinalObject.of(type, fields, plain);
    }

    /** Returns whether objects of the class have a field that can be set, or are entities, which are filled whatever their fields are. */
    public static boolean isSettable(Class<?> type) {
        for (Class<?> c = type; c != null && !Types.isJdk(c); c = c.getSuperclass()) {
            if (Arrays.stream(c.getDeclaredFields())
                    .anyMatch(each -> !Modifier.isStatic(each.getModifiers()) && isSettable(each))) {
                return true;
            }
        }
        return isEntity(type);
    }

    /** A transient field keeps what can be had again. */
    static boolean isSettable(Field field) {
        return (field.getModifiers() & (Modifier.FINAL | Modifier.TRANSIENT)) == 0
                && !field.isAnnotationPresent(MemoIgnore.class);
    }

    private static boolean isEntity(Class<?> type) {
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            if (Stream.of(c.getAnnotations())
                    .map(Annotation::annotationType)
                    .anyMatch(each -> ENTITIES.contains(each.getName()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasFinalizer(Class<?> type) {
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            if (Arrays.stream(c.getDeclaredMethods())
                    .anyMatch(each -> each.getName().equals("finalize") && each.getParameterCount() == 0)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the objects of the class that its constants hold: code tells them by which object they are. */
    private static Object[] constants(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(each -> Modifier.isStatic(each.getModifiers()) && Modifier.isFinal(each.getModifiers()))
                .filter(each ->
                        each.getType().isAssignableFrom(type) && !each.getType().isInterface())
                .filter(Field::trySetAccessible)
                .map(each -> ClassFields.get(each, type))
                .filter(type::isInstance)
                .toArray();
    }

    /** Objects some fields of which can be set. */
    private record PlainObject(Class<?> type, ClassFields fields, Object[] constants) implements Form.Shell {

        @Override
        public Object begin(Object source, Pass pass) {
            for (Object constant : constants) {
                if (source == constant) {
                    throw new Refusal(source, "it is a constant of its class, which code tells from its copies", "");
                }
            }
            Object copy = Bare.object(type);
            fields.shallow(source, copy);
            return copy;
        }

        @Override
        public void fill(Object copy, Pass pass) {
            fields.deep(copy, pass);
        }

        @Override
        public boolean isFlat() {
            return fields.isFlat();
        }
    }
}
