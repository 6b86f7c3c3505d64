package io.memo.hash;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * Mocks of Mockito. What they answer is kept outside of them, and the mock of a class that is mocked in place looks
 * like an empty object of it, so two different ones would be alike. Mockito is asked where it is there, that is, in
 * tests.
 */
final class Mocks {

    private static final @Nullable MethodHandle IS_MOCK = isMockMethod();

    private Mocks() {}

    static boolean isMock(Object object) {
        if (IS_MOCK == null) {
            return false;
        }
        try {
            return (boolean) IS_MOCK.invokeExact(object);
        } catch (Throwable e) {
            return false;
        }
    }

    /** Returns whether the class was generated for mocks. */
    static boolean isMockClass(Class<?> type) {
        return type.getName().contains("$MockitoMock$");
    }

    private static @Nullable MethodHandle isMockMethod() {
        try {
            Class<?> util = Class.forName("org.mockito.internal.util.MockUtil", true, Mocks.class.getClassLoader());
            return MethodHandles.publicLookup()
                    .findStatic(util, "isMock", MethodType.methodType(boolean.class, Object.class));
        } catch (ReflectiveOperationException | LinkageError e) {
            return null;
        }
    }
}
