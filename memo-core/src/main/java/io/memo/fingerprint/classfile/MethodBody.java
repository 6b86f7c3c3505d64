package io.memo.fingerprint.classfile;

import java.util.List;

/**
 * The code of a method, normalised: no line numbers, names of locals or frames, no store of a constant into a variable
 * that is never read (javac writes these only if it writes names of locals, too), and variables instead of the slots that
 * they may share.
 *
 * @param method the method
 * @param isStatic whether slot 0 is not {@code this}
 * @param instructions the real instructions
 * @param handlers the exception table, in order
 * @param lines where source lines begin, for messages only
 */
public record MethodBody(
        MethodRef method,
        boolean isStatic,
        List<Instruction> instructions,
        List<Handler> handlers,
        List<LineStart> lines) {

    /** From which instruction on the code belongs to a source line. */
    public record LineStart(int instruction, int line) {}

    /** Returns the source line of an instruction, or 0 if the class file does not say. */
    public int lineOf(int instruction) {
        int line = 0;
        int at = -1;
        for (LineStart start : lines) {
            if (start.instruction() <= instruction && start.instruction() >= at) {
                line = start.line();
                at = start.instruction();
            }
        }
        return line;
    }
}
