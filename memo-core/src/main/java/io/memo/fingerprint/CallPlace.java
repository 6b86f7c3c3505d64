package io.memo.fingerprint;

import org.jspecify.annotations.Nullable;

/**
 * A call in code, as a stack trace shows it.
 *
 * @param type the class that holds the calling method
 * @param method its name
 * @param descriptor its descriptor
 * @param offset where in its bytecode the call is
 * @param line its source line, or a negative number if that is not known
 */
public record CallPlace(Class<?> type, String method, String descriptor, int offset, int line) {

    /** Returns the place that a frame of a stack trace with class references shows, or null if it is not in bytecode. */
    public static @Nullable CallPlace of(StackWalker.StackFrame frame) {
        return frame.getByteCodeIndex() < 0
                ? null
                : new CallPlace(
                        frame.getDeclaringClass(),
                        frame.getMethodName(),
                        frame.getDescriptor(),
                        frame.getByteCodeIndex(),
                        frame.getLineNumber());
    }
}
