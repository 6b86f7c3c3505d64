package io.memo.hash.object;

import io.memo.hash.classify.GeneratedTypes;
import io.memo.hash.classify.Jdk;
import io.memo.hash.collection.CollectionEncoders;
import io.memo.hash.fields.FieldsPlan;
import io.memo.hash.format.Buffer;
import io.memo.hash.format.Format;
import io.memo.hash.frame.Contents;
import io.memo.hash.jdk.JdkEncoders;
import io.memo.hash.walk.Encoder;
import io.memo.hash.walk.RefusingEncoder;
import io.memo.hash.walk.Settings;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Objects of classes outside the JDK: by their class and fields.
 *
 * <p>What such a class inherits from the JDK can't be read. There may be nothing: no field, or only what caches. A
 * subclass of a collection, of a value or of an exception is read by the methods of the JDK, as long as it overrides none that
 * reading could reach; otherwise code of the user's would run. All else is refused.
 */
public final class ObjectEncoders {

    /** What these declare are caches of views and counts of changes. */
    private static final Set<String> STATELESS = Set.of(
            "java.util.AbstractCollection",
            "java.util.AbstractList",
            "java.util.AbstractSequentialList",
            "java.util.AbstractSet",
            "java.util.AbstractMap",
            "java.util.AbstractQueue");

    /** No reading method begins like this, and none of the JDK's calls one that does. */
    private static final List<String> WRITERS = List.of(
            "add",
            "put",
            "remove",
            "set",
            "clear",
            "merge",
            "compute",
            "replace",
            "retain",
            "offer",
            "push",
            "pop",
            "poll",
            "equals",
            "hashCode",
            "toString",
            "clone",
            "finalize",
            "contains",
            "indexOf",
            "lastIndexOf",
            "getOrDefault");

    private static final int UNSTORED = Modifier.STATIC | Modifier.TRANSIENT;

    private ObjectEncoders() {}

    /** Returns the encoder of objects of the class; one that refuses if something in them cannot be read without code of the user's. */
    public static Encoder of(Class<?> actual, Settings settings) {
        Class<?> type = GeneratedTypes.written(actual);
        Class<?> base = base(type);
        Contents contents = null;
        if (Throwable.class.isAssignableFrom(base) && !hidesState(base)) {
            contents = (node, kind, throwable) -> JdkEncoders.throwable((Throwable) throwable);
        } else if (!hasNoState(base)) {
            contents = base == Properties.class ? null : CollectionEncoders.contents(base);
            contents = contents == null && base != Properties.class ? JdkEncoders.inherited(base) : contents;
            if (contents == null) {
                return new RefusingEncoder("it extends " + base.getName() + ", whose state memo cannot read");
            }
        }
        String overridden = contents == null ? null : overriddenReader(type, base);
        if (overridden != null) {
            return new RefusingEncoder("it overrides " + overridden + " of " + base.getName()
                    + ", and memo would have to call that to read it");
        }
        Buffer name = new Buffer();
        name.putString(type.getName());
        FieldsPlan.Outcome outcome = FieldsPlan.of(type, Format.OBJECT, name.copyFrom(0), settings);
        FieldsPlan plan = outcome.plan();
        return plan == null ? new RefusingEncoder(outcome.reason()) : new ObjectEncoder(plan, contents);
    }

    /** Returns what writes the fields outside the JDK alone, for an object whose identity was written before. */
    public static Encoder ofOwnFields(Class<?> type, Settings settings) {
        Buffer name = new Buffer();
        name.putString(type.getName());
        FieldsPlan plan =
                FieldsPlan.of(type, Format.OBJECT, name.copyFrom(0), settings).plan();
        return plan == null ? (value, pass) -> false : new ObjectEncoder(plan, null);
    }

    /** Returns the first superclass that is the JDK's. */
    public static Class<?> base(Class<?> type) {
        Class<?> base = type;
        while (!Jdk.owns(base) && base.getSuperclass() != null) {
            base = base.getSuperclass();
        }
        return base;
    }

    /** Returns whether an exception of the JDK has fields that its message, cause and trace do not show. */
    public static boolean hidesState(Class<?> exception) {
        for (Class<?> c = exception; c != null && c != Throwable.class; c = c.getSuperclass()) {
            if (Arrays.stream(c.getDeclaredFields()).anyMatch(f -> (f.getModifiers() & UNSTORED) == 0)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasNoState(Class<?> base) {
        for (Class<?> c = base; c != null; c = c.getSuperclass()) {
            boolean stateful = Arrays.stream(c.getDeclaredFields()).anyMatch(f -> !Modifier.isStatic(f.getModifiers()));
            if (stateful && !STATELESS.contains(c.getName())) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String overriddenReader(Class<?> type, Class<?> base) {
        Set<String> inherited = new HashSet<>();
        for (Method method : base.getMethods()) {
            inherited.add(method.getName());
        }
        for (Class<?> c = base; c != null; c = c.getSuperclass()) {
            for (Method method : c.getDeclaredMethods()) {
                if (!Modifier.isPrivate(method.getModifiers())) {
                    inherited.add(method.getName());
                }
            }
        }
        for (Class<?> c = type; c != base && c != null; c = c.getSuperclass()) {
            for (Method method : c.getDeclaredMethods()) {
                boolean overrides = !Modifier.isStatic(method.getModifiers())
                        && !Modifier.isPrivate(method.getModifiers())
                        && inherited.contains(method.getName())
                        && WRITERS.stream().noneMatch(method.getName()::startsWith);
                if (overrides && !isHarmless(base, method.getName())) {
                    return method.getName();
                }
            }
        }
        return null;
    }

    private static boolean isHarmless(Class<?> base, String method) {
        if (Throwable.class.isAssignableFrom(base) && !hidesState(base)) {
            return !Set.of("getMessage", "getCause", "getStackTrace").contains(method);
        }
        return Map.class.isAssignableFrom(base) && !Collection.class.isAssignableFrom(base) && method.equals("get");
    }
}
