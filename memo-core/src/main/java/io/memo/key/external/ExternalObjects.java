package io.memo.key.external;

import io.memo.fingerprint.CodeFingerprinter;
import io.memo.hash.ManagedObjects;
import java.lang.reflect.Proxy;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The managed objects as external variables: a library object counts by its name, an application object by what it holds,
 * for reached code may read that.
 */
public final class ExternalObjects implements ManagedObjects {

    private final ManagedObjects managed;
    private final CodeFingerprinter fingerprinter;
    private final String targetPackage;

    /**
     * @param managed knows proxies and names
     * @param fingerprinter knows what is application code
     * @param targetClass the class of the target, whose package counts as the application's
     */
    public ExternalObjects(ManagedObjects managed, CodeFingerprinter fingerprinter, Class<?> targetClass) {
        this.managed = managed;
        this.fingerprinter = fingerprinter;
        this.targetPackage = targetClass.getPackageName();
    }

    @Override
    public Object unwrap(Object object) {
        return managed.unwrap(object);
    }

    @Override
    public boolean mayName(Class<?> type) {
        return managed.mayName(type);
    }

    @Override
    public boolean isFixed(Object object) {
        return managed.isFixed(object);
    }

    @Override
    public @Nullable String nameOf(Object object) {
        return isApplication(managed.unwrap(object)) ? null : managed.nameOf(object);
    }

    @Override
    public @Nullable String identityOf(String name) {
        return managed.identityOf(name);
    }

    @Override
    public SortedMap<String, Object> objectsOf(Choice choice) {
        return managed.objectsOf(choice);
    }

    /** A proxy of the JDK is what its handler is. */
    private boolean isApplication(Object object) {
        Class<?> type = object.getClass();
        return isApplication(type)
                || (Proxy.isProxyClass(type)
                        && isApplication(Proxy.getInvocationHandler(object).getClass()));
    }

    /** Returns whether objects of the class count by what they hold. */
    boolean isApplication(Class<?> type) {
        String name = type.getPackageName();
        return fingerprinter.inScope(type) || name.equals(targetPackage) || name.startsWith(targetPackage + ".");
    }
}
