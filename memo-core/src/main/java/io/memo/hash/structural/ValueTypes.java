package io.memo.hash.structural;

import io.memo.hash.classify.Jdk;
import io.memo.hash.classify.Supertypes;
import io.memo.hash.jdk.JdkEncoders;
import io.memo.hash.jdk.Scalars;
import io.memo.hash.library.SpringResources;
import io.memo.hash.walk.Encoder;
import io.memo.hash.walk.Leaf;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells library classes whose objects are values from those whose objects are merely used: clients, templates, mappers, pools,
 * meters. A class has value semantics if it is a number, a text, a container or a record, if it says what equals it, or if all
 * that it holds is plain data. What holds the machinery of a running program has none, whatever it says.
 */
final class ValueTypes {

    private static final List<Class<?>> CONTAINERS = List.of(
            Collection.class,
            Map.class,
            Number.class,
            CharSequence.class,
            TemporalAccessor.class,
            TemporalAmount.class);

    private static final List<Class<?>> MACHINERY = List.of(
            Thread.class, ThreadLocal.class, ClassLoader.class, Executor.class, Lock.class, ReadWriteLock.class);

    /** They say what equals them, and are services all the same. */
    private static final Set<String> SERVICES = Set.of(
            "io.micrometer.core.instrument.Meter",
            "org.springframework.aop.framework.Advised",
            "org.springframework.aop.framework.AopProxy",
            "org.springframework.beans.factory.BeanFactory",
            "org.springframework.context.MessageSource");

    private static final int DEEP = 3;

    private ValueTypes() {}

    /** Returns whether an object of the library class is told from another one by what it holds. */
    static boolean hasValueSemantics(Class<?> type) {
        if (type.isRecord() || Enum.class.isAssignableFrom(type) || isContainer(type)) {
            return true;
        }
        if (Supertypes.first(type, name -> SERVICES.contains(name) ? name : null) != null) {
            return false;
        }
        return (declaresEquals(type) && !holdsMachinery(type)) || isPlainData(type, DEEP);
    }

    /** Returns whether the class, of a library or not, is a container of values or a single one. */
    static boolean isContainer(Class<?> type) {
        return (CONTAINERS.stream().anyMatch(each -> each.isAssignableFrom(type)) && !holdsMachinery(type))
                || SpringResources.owns(type);
    }

    /**
     * Returns whether a bean of a library's class counts by what it holds and not by its name: a container, or what was made to be
     * kept, for it says what equals it and can be serialized.
     */
    static boolean isValueAsBean(Class<?> type) {
        return isContainer(type)
                || (Serializable.class.isAssignableFrom(type)
                        && Supertypes.first(type, name -> SERVICES.contains(name) ? name : null) == null
                        && declaresEquals(type)
                        && !holdsMachinery(type));
    }

    private static boolean declaresEquals(Class<?> type) {
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            for (Method method : c.getDeclaredMethods()) {
                if (method.getName().equals("equals")
                        && method.getParameterCount() == 1
                        && method.getParameterTypes()[0] == Object.class) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean holdsMachinery(Class<?> type) {
        return fields(type).map(Field::getType).anyMatch(ValueTypes::isMachinery);
    }

    private static boolean isMachinery(Class<?> field) {
        return field.getName().startsWith("java.util.concurrent.atomic.")
                || MACHINERY.stream().anyMatch(each -> each.isAssignableFrom(field));
    }

    private static boolean isPlainData(Class<?> type, int deep) {
        return fields(type).map(Field::getType).allMatch(field -> isPlain(field, deep));
    }

    private static boolean isPlain(Class<?> type, int deep) {
        Class<?> element = type.isArray() ? type.getComponentType() : null;
        if (element != null) {
            return isPlain(element, deep);
        }
        if (type.isPrimitive() || type.isEnum() || Scalars.of(type) != null) {
            return true;
        }
        boolean fixed = Modifier.isFinal(type.getModifiers());
        return fixed && (Jdk.owns(type) ? isLeaf(type) : deep > 0 && isPlainData(type, deep - 1));
    }

    private static boolean isLeaf(Class<?> type) {
        @Nullable Encoder meaning = JdkEncoders.of(type);
        return meaning instanceof Leaf;
    }

    private static Stream<Field> fields(Class<?> type) {
        return Stream.<Class<?>>iterate(type, c -> c != null && !Jdk.owns(c), Class::getSuperclass)
                .flatMap(c -> Stream.of(c.getDeclaredFields()))
                .filter(field -> !Modifier.isStatic(field.getModifiers()));
    }
}
