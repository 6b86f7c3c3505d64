package io.memo.fingerprint.classfile.code;

import org.jspecify.annotations.Nullable;

/**
 * An entry of an exception table, by ordinals of instructions.
 *
 * @param from the first instruction covered
 * @param to the first one no longer covered
 * @param target where the handler begins
 * @param type the internal name of what is caught, null for everything
 */
public record ExceptionHandler(
        int from, int to, int target, @Nullable String type) {}
