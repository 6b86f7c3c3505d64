package io.memo.hash.jdk;

import io.memo.hash.format.Buffer;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Map;

/** {@code java.lang}, its reflection, and numbers without limit. */
final class LangEncoders {

    private LangEncoders() {}

    static void register() {
        JdkTable.value(BigInteger.class, LangEncoders::write);
        JdkTable.value(BigDecimal.class, (v, out) -> {
            out.putInt(v.scale());
            write(v.unscaledValue(), out);
        });
        JdkTable.value(MathContext.class, (v, out) -> {
            out.putInt(v.getPrecision());
            out.putString(v.getRoundingMode().name());
        });
        JdkTable.mutableValue(StringBuilder.class, (v, out) -> out.putString(v.toString()));
        JdkTable.mutableValue(StringBuffer.class, (v, out) -> out.putString(v.toString()));
        JdkTable.value(Runtime.Version.class, (v, out) -> out.putString(v.toString()));
        JdkTable.parts(StackTraceElement.class, v -> new Object[] {
            v.getClassLoaderName(),
            v.getModuleName(),
            v.getModuleVersion(),
            v.getClassName(),
            v.getMethodName(),
            v.getFileName(),
            v.getLineNumber()
        });
        JdkTable.mutableFamilyParts(Throwable.class, LangEncoders::throwable);
        JdkTable.<Map.Entry<?, ?>>mutableFamilyPartsOf(Map.Entry.class, v -> new Object[] {v.getKey(), v.getValue()});
        registerReflection();
    }

    private static void write(BigInteger value, Buffer out) {
        byte[] bytes = value.toByteArray();
        out.putLength(bytes.length);
        out.putRaw(bytes);
    }

    static Object[] throwable(Throwable throwable) {
        return new Object[] {
            throwable.getClass().getName(),
            throwable.getMessage(),
            throwable.getCause(),
            throwable.getSuppressed(),
            throwable.getStackTrace()
        };
    }

    private static void registerReflection() {
        JdkTable.value(MethodType.class, (v, out) -> out.putString(v.toMethodDescriptorString()));
        JdkTable.mutableValue(Method.class, (v, out) -> {
            writeAccessible(v, out);
            write(v, out);
            out.putString(v.getReturnType().getName());
        });
        JdkTable.<Constructor<?>>mutableValueOf(Constructor.class, (v, out) -> {
            writeAccessible(v, out);
            write(v, out);
        });
        JdkTable.mutableValue(Field.class, (v, out) -> {
            writeAccessible(v, out);
            out.putString(v.getDeclaringClass().getName());
            out.putString(v.getName());
            out.putString(v.getType().getName());
        });
        JdkTable.value(Parameter.class, (v, out) -> {
            Executable executable = v.getDeclaringExecutable();
            write(executable, out);
            out.putString(
                    executable instanceof Method method ? method.getReturnType().getName() : "");
            out.putInt(Arrays.asList(executable.getParameters()).indexOf(v));
        });
        JdkTable.value(RecordComponent.class, (v, out) -> {
            out.putString(v.getDeclaringRecord().getName());
            out.putString(v.getName());
        });
        JdkTable.familyParts(ParameterizedType.class, v ->
                new Object[] {v.getOwnerType(), v.getRawType(), v.getActualTypeArguments()});
        JdkTable.familyParts(GenericArrayType.class, v -> new Object[] {v.getGenericComponentType()});
        JdkTable.familyParts(WildcardType.class, v -> new Object[] {v.getLowerBounds(), v.getUpperBounds()});
        JdkTable.<TypeVariable<?>>familyPartsOf(
                TypeVariable.class, v -> new Object[] {v.getGenericDeclaration(), v.getName()});
    }

    // The other method says whether a caller may use it, and has to be told for what object.
    @SuppressWarnings("deprecation")
    private static void writeAccessible(AccessibleObject object, Buffer out) {
        out.putByte(object.isAccessible() ? 1 : 0);
    }

    private static void write(Executable executable, Buffer out) {
        out.putString(executable.getDeclaringClass().getName());
        out.putString(executable.getName());
        Class<?>[] parameters = executable.getParameterTypes();
        out.putLength(parameters.length);
        for (Class<?> parameter : parameters) {
            out.putString(parameter.getName());
        }
    }
}
