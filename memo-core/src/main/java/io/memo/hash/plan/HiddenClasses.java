package io.memo.hash.plan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes hidden classes in the nests of the classes that they read (JEP 371), where private fields are in reach and from
 * where they are unloaded together with those.
 */
public final class HiddenClasses {

    /** Code that grows beyond 8,000 bytes is never compiled by HotSpot; a field takes up to 30. */
    private static final int MOST = 200;

    /** As GraalVM says it; there, making a class is an error of a kind of its own. */
    private static final boolean IN_NATIVE_IMAGE = System.getProperty("org.graalvm.nativeimage.imagecode") != null;

    private HiddenClasses() {}

    /**
     * Returns an instance of a new class, or null if there can't be one: the owner is in a module that is not open, or in
     * another one than memo; its loader does not find memo; it is hidden itself; there are too many fields; or classes
     * cannot be made at run time, as in a native image.
     *
     * @param owner the class whose fields are read
     * @param fields how many
     * @param code the class file of a subclass of the type with a constructor without parameters
     */
    public static <T> @Nullable T instance(Class<?> owner, int fields, Supplier<byte[]> code, Class<T> type) {
        if (IN_NATIVE_IMAGE || owner.isHidden() || fields > MOST || !finds(owner.getClassLoader(), type)) {
            return null;
        }
        try {
            Lookup lookup = MethodHandles.privateLookupIn(owner, MethodHandles.lookup());
            Class<?> made = lookup.defineHiddenClass(code.get(), true, Lookup.ClassOption.NESTMATE)
                    .lookupClass();
            Constructor<?> constructor = made.getDeclaredConstructor();
            constructor.setAccessible(true);
            return type.cast(constructor.newInstance());
        } catch (IllegalAccessException
                | InstantiationException
                | InvocationTargetException
                | NoSuchMethodException
                | UnsupportedOperationException
                | LinkageError e) {

            return null;
        }
    }

    private static boolean finds(@Nullable ClassLoader loader, Class<?> type) {
        try {
            return Class.forName(type.getName(), false, loader) == type;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
