/**
 * Internal. The body of a method, as records: instructions, constants, jumps and exception handlers, with what a body
 * shows by itself: where control goes and which variables are still read. Resolves nothing.
 */
@NullMarked
package io.memo.fingerprint.classfile.code;

import org.jspecify.annotations.NullMarked;
