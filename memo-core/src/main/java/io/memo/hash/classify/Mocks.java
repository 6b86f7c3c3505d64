package io.memo.hash.classify;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/**
 * Mocks of Mockito. What they answer is kept outside of them, and the mock of a class that is mocked in place looks
 * like an empty object of it, so two different ones would be alike.
 *
 * <p>Mockito is asked only after somebody else has begun to mock in place. To initialise it is to attach its agent to the JVM,
 * which is not for a cache to do, least of all in production. Before it mocks in place, Mockito gives a class to the boot
 * loader: as long as that is not there, no object is such a mock. It is looked for again whenever classes were loaded.
 */
public final class Mocks {

    private static final String UTIL = "org.mockito.internal.util.MockUtil";
    private static final String DISPATCHER = "org.mockito.internal.creation.bytebuddy.inject.MockMethodDispatcher";

    private static final @Nullable Watch WATCH = isThere() ? new Watch() : null;

    private Mocks() {}

    /** Returns whether the object is a mock, however it was made. */
    public static boolean isMock(Object object) {
        return isMockClass(object.getClass()) || isMockInPlace(object);
    }

    /** Returns whether the object is a mock of its very class. */
    public static boolean isMockInPlace(Object object) {
        MethodHandle isMock = WATCH == null ? null : WATCH.isMock();
        if (isMock == null) {
            return false;
        }
        try {
            return (boolean) isMock.invokeExact(object);
        } catch (Throwable e) {
            return false;
        }
    }

    /** Returns whether the class was generated for mocks. */
    public static boolean isMockClass(Class<?> type) {
        return type.getName().contains("$MockitoMock$");
    }

    private static boolean isThere() {
        try {
            Class.forName(UTIL, false, Mocks.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** Waits for Mockito to mock in place. */
    private static final class Watch {

        private final BootLoader boot = new BootLoader();
        private final @Nullable ClassLoadingMXBean classes = classes();
        private volatile long seen = -1;
        private volatile @Nullable MethodHandle isMock;

        /** Returns the question, or null if there are no such mocks yet. */
        @Nullable
        MethodHandle isMock() {
            MethodHandle known = isMock;
            // Counted before it is looked for: what is loaded meanwhile is looked for at the next question.
            long loaded = known != null || classes == null ? -1 : classes.getTotalLoadedClassCount();
            if (known == null && (loaded < 0 || loaded != seen)) {
                if (boot.finds(DISPATCHER)) {
                    known = find();
                    isMock = known;
                } else {
                    seen = loaded;
                }
            }
            return known;
        }

        private static MethodHandle find() {
            MethodType type = MethodType.methodType(boolean.class, Object.class);
            try {
                Class<?> util = Class.forName(UTIL, true, Mocks.class.getClassLoader());
                return MethodHandles.publicLookup().findStatic(util, "isMock", type);
            } catch (ReflectiveOperationException | LinkageError e) {
                return MethodHandles.empty(type);
            }
        }

        private static @Nullable ClassLoadingMXBean classes() {
            try {
                return ManagementFactory.getClassLoadingMXBean();
            } catch (LinkageError e) {
                // A Java runtime without that module.
                return null;
            }
        }
    }

    /** Finds classes of the boot loader, without an exception where there is none. */
    private static final class BootLoader extends ClassLoader {

        private static final Class<?> NONE = void.class;

        BootLoader() {
            super(null);
        }

        boolean finds(String name) {
            try {
                return loadClass(name, false) != NONE;
            } catch (ClassNotFoundException e) {
                return false;
            }
        }

        @Override
        protected Class<?> findClass(String name) {
            return NONE;
        }
    }
}
