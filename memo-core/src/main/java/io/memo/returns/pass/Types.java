package io.memo.returns.pass;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What classes are, as far as everybody here asks. */
public final class Types {

    private Types() {}

    /** Returns whether the JDK keeps what objects of the class hold to itself. */
    public static boolean isJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }

    /** Returns whether the class is a collection or map. */
    public static boolean isContainer(Class<?> type) {
        return Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
    }

    /** Returns the widest type that a place has to have to take what is made of a collection or map of the class. */
    public static String wider(Class<?> type) {
        if (Map.class.isAssignableFrom(type)) {
            return "Map";
        }
        boolean list = List.class.isAssignableFrom(type);
        return Set.class.isAssignableFrom(type) ? "Set" : list ? "List" : "Collection";
    }
}
