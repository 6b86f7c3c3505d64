package io.memo.hash.plan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes writers as hidden classes in the nests of the classes that they read (JEP 371), where private fields are in
 * reach and from where they are unloaded together with those.
 */
public final class FieldWriters {

    /** Code that grows beyond 8,000 bytes is never compiled by HotSpot; a field takes up to 30. */
    private static final int MOST = 200;

    private FieldWriters() {}

    /**
     * Returns a writer of these fields, or null if there can't be one: the class is in a module that is not open, or in
     * another one than memo; its loader does not find memo; it is hidden itself; it has too many fields; or classes
     * cannot be made at run time, as in a native image.
     *
     * @param owner the class that declares all the fields
     * @param fields the fields in their order
     * @param first the number of the first
     */
    public static @Nullable FieldWriter of(Class<?> owner, List<PlannedField> fields, int first) {
        if (owner.isHidden() || fields.size() > MOST || !finds(owner.getClassLoader())) {
            return null;
        }
        try {
            Lookup lookup = MethodHandles.privateLookupIn(owner, MethodHandles.lookup());
            byte[] code = new WriterCode(owner, fields, first).toBytes();
            Class<?> made = lookup.defineHiddenClass(code, true, Lookup.ClassOption.NESTMATE)
                    .lookupClass();
            Constructor<?> constructor = made.getDeclaredConstructor();
            constructor.setAccessible(true);
            return (FieldWriter) constructor.newInstance();
        } catch (IllegalAccessException
                | InstantiationException
                | InvocationTargetException
                | NoSuchMethodException
                | UnsupportedOperationException
                | LinkageError e) {

            return null;
        }
    }

    private static boolean finds(@Nullable ClassLoader loader) {
        try {
            return Class.forName(FieldWriter.class.getName(), false, loader) == FieldWriter.class;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
