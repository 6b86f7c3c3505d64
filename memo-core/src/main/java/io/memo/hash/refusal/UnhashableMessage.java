package io.memo.hash.refusal;

import io.memo.UnhashableTypeException;
import io.memo.ValuePart;
import io.memo.hash.ChangedWhileHashedException;
import io.memo.hash.HashingFaultException;
import io.memo.hash.Origin;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The texts of what goes wrong. They hold names of types, fields and parameters, and no values but keys that paths may
 * show. The exceptions are returned, not thrown.
 */
public final class UnhashableMessage {

    private UnhashableMessage() {}

    /**
     * Returns the exception for a value that cannot be hashed.
     *
     * @param root the value
     * @param refused the places in it, each with its reason
     * @param hasherFailure what a hasher threw, which becomes the cause; null if none did
     * @param tooLarge whether it has too many objects
     */
    public static UnhashableTypeException exception(
            Origin origin,
            @Nullable Object root,
            List<Refusals.Refused> refused,
            @Nullable Throwable hasherFailure,
            boolean tooLarge) {
        StringBuilder text = new StringBuilder();
        if (hasherFailure != null && hasherFailure.getMessage() != null) {
            text.append(hasherFailure.getMessage()).append('\n');
        }
        text.append("Cannot hash ").append(subject(origin)).append(":\n");
        for (Refusals.Refused one : refused) {
            text.append("  ")
                    .append(one.path())
                    .append(" (")
                    .append(typeName(one.type()))
                    .append("): ")
                    .append(one.reason())
                    .append('\n');
        }
        text.append("What helps, any one of these:");
        List<String> remedies = List.copyOf(remedies(origin, root, refused, tooLarge));
        for (String remedy : remedies) {
            text.append("\n  - ").append(remedy);
        }
        List<UnhashableTypeException.Offence> offences = refused.stream()
                .map(one -> new UnhashableTypeException.Offence(one.path(), typeName(one.type()), one.reason()))
                .toList();
        return new UnhashableTypeException(text.toString(), origin.part(), offences, remedies, hasherFailure);
    }

    /** Returns the exception for views of collections inside one another, too many to be read without an overflow of the stack. */
    public static UnhashableTypeException tooDeepForTheJdk(
            Origin origin, @Nullable Object root, StackOverflowError cause) {
        Class<?> type = root == null ? Object.class : root.getClass();
        String reason = "it holds views of collections inside one another, too many for the JDK to read";
        return exception(
                origin, root, List.of(new Refusals.Refused(origin.name(), type, reason, null, false)), cause, false);
    }

    /**
     * Returns the exception for a value that other threads keep changing.
     *
     * @param disturbed the last failure to read it, whose own cause becomes the cause; null if there was none
     */
    public static ChangedWhileHashedException changed(Origin origin, int attempts, @Nullable Throwable disturbed) {
        Throwable cause = disturbed == null || disturbed.getCause() == null
                ? new IllegalStateException("unknown")
                : disturbed.getCause();
        return new ChangedWhileHashedException(
                "Another thread kept changing " + subject(origin) + " while it was being hashed; " + attempts
                        + " attempts to read it failed, the last with "
                        + cause.getClass().getName() + ".",
                cause);
    }

    /** Returns the exception for a fault of memo's own. */
    public static HashingFaultException fault(Origin origin, RuntimeException cause) {
        return new HashingFaultException(
                "memo failed to hash " + subject(origin)
                        + ". This is a fault of memo, not of your code: please report it"
                        + " with the stack trace below. Until it is mended, a Hasher for the type, or @MemoIgnore,"
                        + " avoids it.",
                cause);
    }

    private static String subject(Origin origin) {
        String of = origin.method().isEmpty() ? "" : " of " + origin.method();
        if (origin.part() == ValuePart.RETURN_VALUE) {
            return "the return value" + of;
        }
        return origin.part() == ValuePart.VALUE
                ? "the value" + of
                : origin.part().label() + " '" + origin.name() + "'" + of;
    }

    private static Set<String> remedies(
            Origin origin, @Nullable Object root, List<Refusals.Refused> refused, boolean tooLarge) {
        Set<String> remedies = new LinkedHashSet<>();
        for (Refusals.Refused one : refused) {
            if (one.served()) {
                remedies.add(
                        "let the hasher answer for this value too; null means that all values of the type are alike");
                continue;
            }
            Class<?> served = CodeNames.nameable(one.type());
            if (served != null) {
                remedies.add(hasherBean(served));
            }
        }
        for (Refusals.Refused one : refused) {
            Field field = one.field();
            if (field != null) {
                remedies.add(leftOut(field));
            }
        }
        Class<?> declared = origin.declared() != null || root == null ? origin.declared() : root.getClass();
        if (origin.part() == ValuePart.ARGUMENT && declared != null) {
            remedies.add("leave the parameter out: @MemoIgnore " + declared.getSimpleName() + " " + origin.name());
        }
        if (origin.part() == ValuePart.RETURN_VALUE) {
            remedies.add("let the result be of any kind: @Memoize(allowOutputMutation = true)");
        }
        if (tooLarge) {
            remedies.add("allow more: memo.hash.max-nodes");
        }
        return remedies;
    }

    private static String hasherBean(Class<?> served) {
        String name = CodeNames.of(served);
        String plain = name.replaceAll("[^A-Za-z0-9]", "");
        String method = plain.substring(0, 1).toLowerCase(Locale.ROOT) + plain.substring(1) + "Hasher";
        return "say what identifies it: @Bean Hasher<" + name + "> " + method + "() { return Hashers.identity(" + name
                + ".class); }";
    }

    private static String leftOut(Field field) {
        Class<?> owner = field.getDeclaringClass();
        String of = "; in " + CodeNames.of(owner);
        if (owner.isRecord()) {
            return "leave the component out: @MemoIgnore " + field.getType().getSimpleName() + " " + field.getName()
                    + of;
        }
        String modifiers = Modifier.toString(field.getModifiers());
        return "leave the field out: @MemoIgnore " + (modifiers.isEmpty() ? "" : modifiers + " ")
                + field.getType().getSimpleName() + " " + field.getName() + of;
    }

    private static String typeName(Class<?> type) {
        return type.getTypeName();
    }
}
