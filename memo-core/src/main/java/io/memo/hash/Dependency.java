package io.memo.hash;

/**
 * An object that counts by which object it is: code merely uses it, and what changes inside it is not noticed.
 *
 * @param path how it is reached, such as {@code this.rest}
 * @param type its class
 */
public record Dependency(String path, Class<?> type) {}
