/**
 * Internal. Switches over enums, read back from what javac makes of them: labels by the names of the constants
 * instead of numbers that move.
 */
@NullMarked
package io.memo.fingerprint.classfile.enums;

import org.jspecify.annotations.NullMarked;
