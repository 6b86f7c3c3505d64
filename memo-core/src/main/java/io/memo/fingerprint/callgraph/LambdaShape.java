package io.memo.fingerprint.callgraph;

import io.memo.fingerprint.classfile.Constant;
import io.memo.fingerprint.classfile.Descriptors;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What can be seen of the hidden class that the JVM made for a lambda or method reference: the class around it, what it
 * implements and what types it captured. Which call site made it cannot be seen; those that could not have are told by this.
 *
 * @param home the class that the lambda is written in
 * @param interfaces the internal names of what it implements
 * @param captured the descriptors of what it captured, in order
 */
record LambdaShape(Class<?> home, Set<String> interfaces, List<String> captured) {

    private static final String MARKER = "$$Lambda";

    /** Returns whether the JVM made the class for a lambda or method reference. */
    static boolean isLambda(Class<?> type) {
        return type.isHidden() && type.isSynthetic() && type.getName().contains(MARKER);
    }

    /** Returns the shape of such a class, or null if the class around it cannot be found. */
    static @Nullable LambdaShape of(Class<?> lambda) {
        String name = lambda.getName();
        try {
            Class<?> home = Class.forName(name.substring(0, name.indexOf(MARKER)), false, lambda.getClassLoader());
            if (home.getNestHost() != lambda.getNestHost()) {
                return null;
            }
            Set<String> interfaces = Arrays.stream(lambda.getInterfaces())
                    .map(each -> each.getName().replace('.', '/'))
                    .collect(Collectors.toSet());
            List<String> captured = Arrays.stream(lambda.getDeclaredFields())
                    .filter(field -> !Modifier.isStatic(field.getModifiers()))
                    .sorted(Comparator.comparingInt(LambdaShape::number))
                    .map(field -> field.getType().descriptorString())
                    .toList();
            return new LambdaShape(home, interfaces, captured);
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    /** The JDK names the fields {@code arg$1}, {@code arg$2} and so on. */
    private static int number(Field field) {
        String digits = field.getName().replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }

    /** Returns whether the call site could have made the class. */
    boolean fits(Constant.Dynamic site) {
        String made = Descriptors.returned(site.descriptor()).replaceFirst("^L(.*);$", "$1");
        return interfaces.contains(made)
                && Descriptors.parameters(site.descriptor()).equals(captured);
    }
}
