/**
 * Internal. Class files to raw facts, the only room that knows the class file format and ASM. The bytes of a class come in; out go
 * records: what the class declares, and on demand the body of one of its methods. Nothing is resolved here: a name in a record is
 * what the file says.
 *
 * <p>The rooms below: {@code source} finds the bytes; {@code facts} and {@code code} are the records; {@code normal} removes from a
 * body what differs between compilers; {@code woven} knows what AspectJ's weaver adds to a class for memo's advice; {@code flow} says what can be said of the operands of its instructions; {@code enums} reads
 * switches over enums. Used by {@code callgraph} and {@code ambient}.
 */
@NullMarked
package io.memo.fingerprint.classfile;

import org.jspecify.annotations.NullMarked;
