package io.memo.fingerprint.callgraph;

import java.util.List;

/** The class that somebody wrote, behind one that CGLIB generated. */
final class UserClass {

    private static final List<String> GENERATED = List.of("$$SpringCGLIB$$", "$$EnhancerBy", "$$FastClassBy");

    private UserClass() {}

    static Class<?> of(Class<?> type) {
        Class<?> user = type;
        while (GENERATED.stream().anyMatch(user.getName()::contains)) {
            Class<?> above = user.getSuperclass();
            if (above == null) {
                break;
            }
            user = above;
        }
        return user;
    }
}
