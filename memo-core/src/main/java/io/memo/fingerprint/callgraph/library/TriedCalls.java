package io.memo.fingerprint.callgraph.library;

import io.memo.fingerprint.classfile.code.Constant;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.flow.Operand;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Functions of the JDK that make a value out of constants and have no other effect than that they may refuse them. Whether
 * they do is found out by trying: {@code Pattern.compile("a+")} changes nothing, {@code Pattern.compile("(")} keeps a class
 * from being initialised.
 */
public final class TriedCalls {

    private static final Set<String> MADE =
            Set.of("java/math/BigDecimal", "java/math/BigInteger", "java/util/Locale", "java/util/UUID");

    private static final Set<String> PARSERS = Set.of(
            "java/lang/Boolean.parseBoolean",
            "java/lang/Boolean.valueOf",
            "java/lang/Byte.parseByte",
            "java/lang/Byte.valueOf",
            "java/lang/Double.parseDouble",
            "java/lang/Double.valueOf",
            "java/lang/Float.parseFloat",
            "java/lang/Float.valueOf",
            "java/lang/Integer.parseInt",
            "java/lang/Integer.valueOf",
            "java/lang/Long.parseLong",
            "java/lang/Long.valueOf",
            "java/lang/Short.parseShort",
            "java/lang/Short.valueOf",
            "java/net/URI.create",
            "java/nio/charset/Charset.forName",
            "java/time/format/DateTimeFormatter.ofPattern",
            "java/util/Currency.getInstance",
            "java/util/Locale.forLanguageTag",
            "java/util/Locale.of",
            "java/util/UUID.fromString",
            "java/util/regex/Pattern.compile");

    private static final Set<String> OF_TEXT = Set.of(
            "charAt",
            "concat",
            "hashCode",
            "indexOf",
            "isBlank",
            "isEmpty",
            "length",
            "replace",
            "strip",
            "substring",
            "toLowerCase",
            "toUpperCase",
            "trim");

    private TriedCalls() {}

    /** Returns whether the call, of which these are the operands, gives a value whenever it is made. */
    public static boolean succeeds(MethodRef method, List<Operand> operands) {
        if (!isFunction(method)
                || !operands.stream().skip(method.isConstructor() ? 1 : 0).allMatch(TriedCalls::isPlain)) {
            return false;
        }
        try {
            ClassLoader loader = TriedCalls.class.getClassLoader();
            Class<?> owner = Class.forName(method.owner().replace('/', '.'), true, loader);
            MethodType type = MethodType.fromMethodDescriptorString(method.descriptor(), loader);
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            MethodHandle handle = method.isConstructor()
                    ? lookup.findConstructor(owner, type)
                    : method.owner().equals("java/lang/String")
                            ? lookup.findVirtual(owner, method.name(), type)
                            : lookup.findStatic(owner, method.name(), type);
            handle.invokeWithArguments(
                    values(handle.type(), method.isConstructor() ? operands.subList(1, operands.size()) : operands));
            return true;
        } catch (Throwable refused) {
            return false;
        }
    }

    private static boolean isFunction(MethodRef method) {
        String owner = method.owner();
        if (method.isConstructor()) {
            return MADE.contains(owner);
        }
        boolean ofTime = owner.startsWith("java/time/")
                && owner.indexOf('/', "java/time/".length()) < 0
                && (method.name().startsWith("of") || method.name().equals("parse"));
        return ofTime
                || PARSERS.contains(owner + "." + method.name())
                || (owner.equals("java/lang/String") && OF_TEXT.contains(method.name()));
    }

    private static boolean isPlain(Operand operand) {
        return operand instanceof Operand.Known known
                && (known.constant() instanceof Constant.Text || known.constant() instanceof Constant.Numeric);
    }

    private static List<Object> values(MethodType type, List<Operand> operands) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            Constant constant = ((Operand.Known) operands.get(i)).constant();
            values.add(
                    constant instanceof Constant.Numeric number
                            ? as(type.parameterType(i), number.value())
                            : ((Constant.Text) constant).value());
        }
        return values;
    }

    /** On the stack of the virtual machine the small types are integers. */
    private static Object as(Class<?> type, Number number) {
        if (type == boolean.class) {
            return number.intValue() != 0;
        }
        if (type == char.class) {
            return (char) number.intValue();
        }
        if (type == byte.class) {
            return number.byteValue();
        }
        return type == short.class ? number.shortValue() : number;
    }
}
