package io.memo.jvm;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What can be seen of the hidden classes that the JVM makes for lambdas and method references. Each calls one method, which is the
 * lambda's body or the method referred to. Which one it is stands in the constants of the hidden class, if the JDK's own lookup is
 * in reach; else in the form in which a serializable lambda would be serialized. No code of a user's runs for it.
 */
public final class HiddenLambdas {

    private static final String MARKER = "$$Lambda";
    private static final @Nullable Constants CONSTANTS = constants();

    private HiddenLambdas() {}

    /**
     * A method that the code of a class names.
     *
     * @param owner the internal name of the class that it is named on
     * @param name {@code <init>} for a constructor
     */
    public record Called(String owner, String name, String descriptor) {}

    private record Constants(MethodHandle of, MethodHandle size, MethodHandle member) {}

    /** Returns whether the JVM made the class for a lambda or method reference. */
    public static boolean isLambda(Class<?> type) {
        return type.isHidden() && type.isSynthetic() && type.getName().contains(MARKER);
    }

    /** Returns the binary name of the class that such a lambda is written in. */
    public static String homeOf(Class<?> lambda) {
        return lambda.getName().substring(0, lambda.getName().indexOf(MARKER));
    }

    /**
     * Returns the methods that the class of a lambda calls: the one that it is for, and perhaps some of the JDK's that box and
     * unbox. Null if that cannot be seen.
     */
    public static @Nullable List<Called> calledBy(Class<?> lambda) {
        List<Called> called = CONSTANTS == null ? null : read(CONSTANTS, lambda);
        return called == null ? serialized(lambda) : called;
    }

    /** Returns what the lambda captured, in order, or null if it cannot be read. */
    public static @Nullable Object @Nullable [] capturedBy(Object lambda) {
        Field[] fields = Arrays.stream(lambda.getClass().getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .sorted(Comparator.comparingInt(HiddenLambdas::number))
                .toArray(Field[]::new);
        @Nullable Object[] values = new Object[fields.length];
        Lookup lookup = TrustedLookup.get();
        try {
            for (int i = 0; i < fields.length; i++) {
                if (fields[i].trySetAccessible()) {
                    values[i] = fields[i].get(lambda);
                } else if (lookup != null) {
                    values[i] = lookup.unreflectGetter(fields[i]).invoke(lambda);
                } else {
                    return null;
                }
            }
            return values;
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            return null;
        }
    }

    /** Returns the place of a captured value among the others: the JDK names their fields {@code arg$1}, {@code arg$2} and so on. */
    public static int number(Field captured) {
        String digits = captured.getName().replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }

    private static @Nullable List<Called> read(Constants constants, Class<?> lambda) {
        try {
            Object pool = constants.of.invoke(lambda);
            int size = (int) constants.size.invoke(pool);
            List<Called> found = new ArrayList<>();
            for (int i = 1; i < size; i++) {
                String[] member = memberAt(constants, pool, i);
                if (member != null && member[2].startsWith("(")) {
                    found.add(new Called(member[0], member[1], member[2]));
                }
            }
            return List.copyOf(found);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            return null;
        }
    }

    /** Other constants are refused. */
    private static String @Nullable [] memberAt(Constants constants, Object pool, int index) throws Throwable {
        try {
            return (String[]) constants.member.invoke(pool, index);
        } catch (IllegalArgumentException | NullPointerException e) {
            return null;
        }
    }

    private static @Nullable Constants constants() {
        Lookup lookup = TrustedLookup.get();
        if (lookup == null) {
            return null;
        }
        try {
            Class<?> pool = Class.forName("jdk.internal.reflect.ConstantPool", false, null);
            Constants found = new Constants(
                    lookup.findVirtual(Class.class, "getConstantPool", MethodType.methodType(pool)),
                    lookup.findVirtual(pool, "getSize", MethodType.methodType(int.class)),
                    lookup.findVirtual(pool, "getMemberRefInfoAt", MethodType.methodType(String[].class, int.class)));
            IntSupplier known = HiddenLambdas::known;
            List<Called> called = read(found, known.getClass());
            Called right = new Called(HiddenLambdas.class.getName().replace('.', '/'), "known", "()I");
            return called != null && called.contains(right) ? found : null;
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return null;
        }
    }

    private static int known() {
        return 0;
    }

    /** An object of the class with nothing captured gives the form away: the JVM's own code writes it. */
    private static @Nullable List<Called> serialized(Class<?> lambda) {
        try {
            Method replace = lambda.getDeclaredMethod("writeReplace");
            Constructor<?> constructor = lambda.getDeclaredConstructors()[0];
            replace.setAccessible(true);
            constructor.setAccessible(true);
            Object[] nothing = Arrays.stream(constructor.getParameterTypes())
                    .map(type -> Array.get(Array.newInstance(type, 1), 0))
                    .toArray();
            return replace.invoke(constructor.newInstance(nothing)) instanceof SerializedLambda form
                    ? List.of(new Called(form.getImplClass(), form.getImplMethodName(), form.getImplMethodSignature()))
                    : null;
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return null;
        }
    }
}
