package io.memo.fingerprint.classfile.facts;

import org.jspecify.annotations.Nullable;

/**
 * Where a nested class is declared.
 *
 * @param owner the internal name of the class around it
 * @param method the name of the method around a local or anonymous class, null if that is an initialiser or lambda
 * @param descriptor that method's descriptor
 * @param simpleName its name in the source, null if it is anonymous
 * @param local whether it is local or anonymous rather than a member
 */
public record Enclosure(
        String owner,
        @Nullable String method,
        @Nullable String descriptor,
        @Nullable String simpleName,
        boolean local) {}
