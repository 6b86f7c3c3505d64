package io.memo.engine.observe;

import io.memo.hash.Dependency;
import io.memo.jvm.HiddenLambdas;
import org.jspecify.annotations.Nullable;

/**
 * Why something that a call depends on means nothing in another process, so that its results stay in memory.
 *
 * @param cause a sentence without its subject and its full stop
 * @param remedy what ends it, a sentence without its full stop
 */
public record NotKept(String cause, String remedy) {

    /** Returns the reason. */
    public static NotKept of(Dependency dependency) {
        String type = dependency.type().getTypeName();
        return switch (dependency.kind()) {
            case NAMED ->
                new NotKept(
                        "is the bean '%s', of which another process may have one with other settings"
                                .formatted(dependency.name()),
                        "Say what identifies the bean in every process: memo.identities.%s=${its.url}, or a Hasher for its type"
                                .formatted(property(dependency.name())));
            case LAMBDA ->
                new NotKept(
                        "is one of several lambdas of %s that look alike, and this JVM does not show which"
                                .formatted(HiddenLambdas.homeOf(dependency.type())),
                        "Start Java with --add-opens=java.base/java.lang.invoke=ALL-UNNAMED, or put Add-Opens:"
                                + " java.base/java.lang.invoke into the manifest of the jar, or write it as a class that"
                                + " implements " + interfaceOf(dependency.type()));
            case IDENTITY, USED ->
                new NotKept(
                        "(%s) counts by which object it is".formatted(type),
                        "Let a Hasher bean say what identifies it in every process");
        };
    }

    /** Returns both as what follows the subject: the cause, and the remedy as a sentence of its own. */
    String text() {
        return cause + ". " + remedy;
    }

    /** In the name of a property, what is neither a letter, a digit nor a dash stands between brackets. */
    private static String property(@Nullable String bean) {
        return String.valueOf(bean).matches("[\\w-]+") ? String.valueOf(bean) : "[" + bean + "]";
    }

    private static String interfaceOf(Class<?> lambda) {
        Class<?>[] interfaces = lambda.getInterfaces();
        return interfaces.length == 0 ? "the interface" : interfaces[0].getSimpleName();
    }
}
