package io.memo;

/**
 * An answer of a {@link Hasher} that stands for the identity of an object: two are alike only if they hold the same
 * object. It may be part of a composite answer.
 *
 * @param object the object itself; its content is not looked at
 */
public record SameObject(Object object) {}
