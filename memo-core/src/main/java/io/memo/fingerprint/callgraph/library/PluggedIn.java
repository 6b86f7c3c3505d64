package io.memo.fingerprint.callgraph.library;

import io.memo.fingerprint.classfile.code.MethodRef;
import java.util.List;

/**
 * The services of libraries that do their work by objects of the application that were plugged into them, which no call
 * names: converters, validators, sources of messages.
 */
public final class PluggedIn {

    private static final List<String> CONVERSION = List.of(
            "org/springframework/core/convert/",
            "org/springframework/format/support/",
            "org/springframework/boot/convert/",
            "org/springframework/boot/autoconfigure/web/format/");
    private static final List<String> CONVERTERS = List.of(
            "org/springframework/core/convert/converter/Converter",
            "org/springframework/core/convert/converter/ConverterFactory",
            "org/springframework/core/convert/converter/GenericConverter",
            "org/springframework/format/Printer",
            "org/springframework/format/Parser");

    private static final List<String> VALIDATION =
            List.of("org/springframework/validation/", "jakarta/validation/", "javax/validation/");
    private static final List<String> VALIDATORS = List.of(
            "org/springframework/validation/Validator",
            "jakarta/validation/ConstraintValidator",
            "javax/validation/ConstraintValidator");

    private static final String CONTEXT = "org/springframework/context/";
    private static final List<String> MESSAGES = List.of("org/springframework/context/MessageSource");

    private PluggedIn() {}

    /** Returns the library types below which the classes of the objects lie that a call of the method may call. */
    public static List<String> calledBy(MethodRef method) {
        if (method.name().equals("convert") && isOf(CONVERSION, method)) {
            return CONVERTERS;
        }
        if (method.name().startsWith("validate") && isOf(VALIDATION, method)) {
            return VALIDATORS;
        }
        return method.name().equals("getMessage") && method.owner().startsWith(CONTEXT) ? MESSAGES : List.of();
    }

    private static boolean isOf(List<String> packages, MethodRef method) {
        return packages.stream().anyMatch(method.owner()::startsWith);
    }
}
