package io.memo.engine.call;

import io.memo.call.MethodSpec;
import io.memo.call.MethodSpec.Parameter;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Arguments that somebody wrote down to name a call, turned into those that the method would get from that call. */
public final class Arguments {

    private Arguments() {}

    /**
     * Returns one argument for each parameter: primitive ones widened, those of a variable-arity parameter in an array. What is
     * given for an ignored parameter stays as it is.
     *
     * @param given as in a call of the method
     * @throws IllegalArgumentException if the method could not be called like this; the key would be that of no call
     */
    public static @Nullable Object[] of(MethodSpec spec, @Nullable Object[] given) {
        Method method = spec.method();
        Class<?>[] types = method.getParameterTypes();
        @Nullable Object[] arguments = method.isVarArgs() ? gathered(spec, types, given) : copy(given, given.length);
        if (arguments.length != types.length) {
            throw new IllegalArgumentException(
                    "%s takes %d argument(s), not %d. Give one for each parameter, null for an ignored one."
                            .formatted(spec.name(), types.length, given.length));
        }
        List<Parameter> parameters = spec.parameters();
        for (int i = 0; i < types.length; i++) {
            if (!parameters.get(i).ignored()) {
                arguments[i] = fitted(spec, parameters.get(i).name(), types[i], arguments[i]);
            }
        }
        return arguments;
    }

    private static @Nullable Object[] gathered(MethodSpec spec, Class<?>[] types, @Nullable Object[] given) {
        int last = types.length - 1;
        boolean isGathered =
                given.length == types.length && (given[last] == null || types[last].isInstance(given[last]));
        if (isGathered || given.length < last) {
            return copy(given, given.length);
        }
        if (spec.parameters().get(last).ignored()) {
            return copy(given, types.length);
        }
        Class<?> type = types[last].getComponentType();
        Object rest = Array.newInstance(type, given.length - last);
        for (int i = last; i < given.length; i++) {
            Array.set(rest, i - last, fitted(spec, spec.parameters().get(last).name(), type, given[i]));
        }
        @Nullable Object[] arguments = copy(given, types.length);
        arguments[last] = rest;
        return arguments;
    }

    /** What is given may be an array of a narrower type. */
    private static @Nullable Object[] copy(@Nullable Object[] given, int length) {
        return Arrays.copyOf(given, length, Object[].class);
    }

    private static @Nullable Object fitted(MethodSpec spec, String name, Class<?> type, @Nullable Object argument) {
        if (!type.isPrimitive()) {
            if (argument != null && !type.isInstance(argument)) {
                throw refusal(spec, name, type, argument);
            }
            return argument;
        }
        Object holder = Array.newInstance(type, 1);
        try {
            Array.set(holder, 0, Objects.requireNonNull(argument));
        } catch (NullPointerException | IllegalArgumentException e) {
            throw refusal(spec, name, type, argument);
        }
        return Array.get(holder, 0);
    }

    private static IllegalArgumentException refusal(
            MethodSpec spec, String name, Class<?> type, @Nullable Object argument) {
        return new IllegalArgumentException("The parameter '%s' of %s is of type %s, but %s was given."
                .formatted(
                        name,
                        spec.name(),
                        type.getTypeName(),
                        argument == null
                                ? "null"
                                : "an object of type " + argument.getClass().getTypeName()));
    }
}
