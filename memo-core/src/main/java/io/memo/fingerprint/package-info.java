/**
 * Code to digest: the contracts. A method comes in, out goes the fingerprint of all application code that it can reach,
 * with the manifest that explains it and the external variables that the code reads. {@code classfile} reads class files
 * into raw facts, {@code callgraph} links them. Used by keys; uses {@code io.memo.digest}.
 */
@NullMarked
package io.memo.fingerprint;

import org.jspecify.annotations.NullMarked;
