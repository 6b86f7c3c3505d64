/**
 * Internal. What the instructions of a body take from the operand stack, and which stretches of it are independent of
 * the rest. A body comes in; for each instruction its operands go out.
 */
@NullMarked
package io.memo.fingerprint.classfile.flow;

import org.jspecify.annotations.NullMarked;
