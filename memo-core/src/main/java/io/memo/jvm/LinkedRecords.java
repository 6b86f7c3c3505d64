package io.memo.jvm;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;

/**
 * The records whose methods the JDK linked last. Java 17 holds on to them, and so to the loader of their classes, until the next
 * ones are linked (JDK-8078641, solved in 18): for an application that was stopped, until another one is started.
 */
public final class LinkedRecords {

    private static final int SOLVED = 18;

    private LinkedRecords() {}

    /** Makes the JDK forget them: it links the methods of a class of its own. */
    public static void forget() {
        if (Runtime.version().feature() < SOLVED) {
            link("equals", MethodType.methodType(boolean.class, String.class, Object.class));
            link("hashCode", MethodType.methodType(int.class, String.class));
            link("toString", MethodType.methodType(String.class, String.class));
        }
    }

    private static void link(String method, MethodType type) {
        MethodHandle itself = MethodHandles.identity(String.class);
        try {
            ObjectMethods.bootstrap(MethodHandles.lookup(), method, type, String.class, "itself", itself);
        } catch (Throwable e) {
            // Another JVM's Java 17 may refuse, and keeps what it keeps: nothing that should break the end of an
            // application.
            return;
        }
    }
}
