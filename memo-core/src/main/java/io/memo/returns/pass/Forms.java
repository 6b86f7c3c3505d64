package io.memo.returns.pass;

/** Decides how objects are rebuilt. Safe for use by several threads. */
public interface Forms {

    /** Returns the form of the object; of objects of one class mostly the same. */
    Form of(Object object);

    /** Returns whether the form of an object is that of all objects of the class. */
    boolean isByClass(Class<?> type);

    /** Returns whether the object, with all that it holds, proves immutable. */
    boolean isImmutable(Object object);
}
