package io.memo.fingerprint.callgraph.lambda;

import io.memo.fingerprint.classfile.code.Constant;
import io.memo.fingerprint.classfile.facts.Descriptors;
import io.memo.jvm.HiddenLambdas;
import io.memo.jvm.HiddenLambdas.Called;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What can be seen of the hidden class that the JVM made for a lambda or method reference: the class around it, what it
 * implements, what types it captured, and perhaps what it calls. Which call site made it cannot be seen; those that could not have
 * are told by this.
 *
 * @param home the class that the lambda is written in
 * @param interfaces the internal names of what it implements
 * @param captured the descriptors of what it captured, in order
 * @param called the methods that it calls, or null if that cannot be seen
 */
public record LambdaShape(
        Class<?> home,
        Set<String> interfaces,
        List<String> captured,
        @Nullable List<Called> called) {

    /** What the JVM may add to what a lambda calls, to pass values on. */
    private static final Pattern PASSES_ON = Pattern.compile("java/lang/(Boolean|Byte|Character|Short|Integer|Long"
            + "|Float|Double|Number)\\.(valueOf|[a-z]+Value)|java/lang/Object\\.<init>");

    /** Returns whether the JVM made the class for a lambda or method reference. */
    public static boolean isLambda(Class<?> type) {
        return HiddenLambdas.isLambda(type);
    }

    /** Returns the shape of such a class, or null if the class around it cannot be found. */
    public static @Nullable LambdaShape of(Class<?> lambda) {
        try {
            Class<?> home = Class.forName(HiddenLambdas.homeOf(lambda), false, lambda.getClassLoader());
            if (home.getNestHost() != lambda.getNestHost()) {
                return null;
            }
            Set<String> interfaces = Arrays.stream(lambda.getInterfaces())
                    .map(each -> each.getName().replace('.', '/'))
                    .collect(Collectors.toSet());
            List<String> captured = Arrays.stream(lambda.getDeclaredFields())
                    .filter(field -> !Modifier.isStatic(field.getModifiers()))
                    .sorted(Comparator.comparingInt(HiddenLambdas::number))
                    .map(field -> field.getType().descriptorString())
                    .toList();
            return new LambdaShape(home, interfaces, captured, HiddenLambdas.calledBy(lambda));
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    /** Returns all of it that tells it from other lambdas of the class around it, without holding on to a class. */
    public List<Object> traits() {
        return List.of(interfaces, captured, called == null ? "unknown" : called);
    }

    /** Returns whether the call site could have made the class, by what it implements and what it captured. */
    boolean fits(Constant.Dynamic site) {
        String made = Descriptors.returned(site.descriptor()).replaceFirst("^L(.*);$", "$1");
        return interfaces.contains(made)
                && Descriptors.parameters(site.descriptor()).equals(captured);
    }

    /**
     * Returns those of the sites that lead to what the class calls; all if that is not seen.
     *
     * @param sites which {@linkplain #fits fit}
     */
    <T> List<T> leadingToCalled(List<T> sites, Function<T, Constant.@Nullable MethodHandle> handle) {
        List<T> matching =
                sites.stream().filter(site -> calls(handle.apply(site))).toList();
        if (sites.size() < 2 || matching.isEmpty()) {
            return sites;
        }
        List<T> meant = preferred(matching, site -> !passesOn(handle.apply(site)));
        return preferred(meant, site -> namesOwner(handle.apply(site)));
    }

    private static <T> List<T> preferred(List<T> all, Predicate<T> better) {
        List<T> found = all.stream().filter(better).toList();
        return found.isEmpty() ? all : found;
    }

    /** Where the class calls by a handle of the JVM's own, its constants do not say what. */
    private boolean calls(Constant.@Nullable MethodHandle handle) {
        return handle != null
                && called != null
                && called.stream().noneMatch(each -> each.owner().equals("java/lang/invoke/MethodHandle"))
                && called.stream().anyMatch(each -> isOf(handle, each));
    }

    /** A method is named on the class that declares it, which need not be the one that the code names. */
    private static boolean isOf(Constant.MethodHandle handle, Called called) {
        return handle.method().name().equals(called.name())
                && handle.method().descriptor().equals(called.descriptor())
                && (!handle.creates() || handle.method().owner().equals(called.owner()));
    }

    private boolean namesOwner(Constant.@Nullable MethodHandle handle) {
        return handle != null
                && called != null
                && called.stream()
                        .anyMatch(each ->
                                isOf(handle, each) && handle.method().owner().equals(each.owner()));
    }

    private static boolean passesOn(Constant.@Nullable MethodHandle handle) {
        return handle != null
                && PASSES_ON
                        .matcher(handle.method().owner() + "." + handle.method().name())
                        .matches();
    }

    /**
     * Returns whether it does not matter which of the sites made the class.
     *
     * @param handles what the sites lead to
     * @param sites how many there are
     */
    static boolean leadToOne(Set<Constant.@Nullable MethodHandle> handles, int sites) {
        return sites == 1 || (handles.size() == 1 && !handles.contains(null));
    }
}
