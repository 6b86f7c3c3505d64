package io.memo.fingerprint.callgraph;

import io.memo.fingerprint.ContextBeans;
import io.memo.fingerprint.ambient.Declared;
import java.util.Set;

/** Methods without a body that a library answers by reading from outside the process. */
final class OutsideReads {

    private static final String REPOSITORY = "org/springframework/data/repository/Repository";

    private OutsideReads() {}

    /**
     * Returns whether the method stands for a query or a request: by its type, by its annotations, or because that is what the
     * bean behind its type does.
     *
     * @param type the internal name of the type that it is called on
     */
    static boolean isDeclared(Target method, String type, Application application, ContextBeans beans) {
        if (!method.method().isAbstract()) {
            return false;
        }
        Set<String> above = application.supertypes(type);
        return type.equals(REPOSITORY)
                || above.contains(REPOSITORY)
                || application.supertypes(method.owner().name()).contains(REPOSITORY)
                || method.method().annotations().stream().anyMatch(Declared::isClient)
                || method.owner().annotations().stream().anyMatch(Declared::isClient)
                || beans.outside().contains(type.replace('/', '.'))
                || beans.outside().contains(method.owner().name().replace('/', '.'));
    }
}
