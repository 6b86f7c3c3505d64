/**
 * Internal. Class files to raw facts, the only room that knows the class file format and ASM. The bytes of a class come in (from a
 * {@link io.memo.fingerprint.ClassFileSource}, of which the one that asks class loaders is here too); out go records: what
 * the class declares, and on demand the body of one of its methods as instructions, with what can be said of their
 * operands. Nothing is resolved here: a name in a record is what the file says. Used by {@code callgraph} alone; uses
 * {@code io.memo.fingerprint}.
 */
@NullMarked
package io.memo.fingerprint.classfile;

import org.jspecify.annotations.NullMarked;
