/**
 * Internal. Raw facts to the code that a method can reach. A method and the class of its bean come in; out go manifest lines,
 * external variables and warnings.
 *
 * <p>The way through the room: {@code Application} knows all classes and their supertypes, {@code Resolver} says which
 * method a name means, {@code Links} says what a piece of code leads to, {@code Encoder} what it is; {@code Reach}
 * follows the links from the root until nothing is new and writes the manifest. Found as a service by
 * {@link io.memo.fingerprint.CodeFingerprinter}; uses {@code io.memo.fingerprint}, {@code classfile} and
 * {@code io.memo.digest}.
 */
@NullMarked
package io.memo.fingerprint.callgraph;

import org.jspecify.annotations.NullMarked;
