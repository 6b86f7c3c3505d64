/**
 * Code to digest: the contracts. A method comes in, out goes the fingerprint of all application code that it can reach,
 * with the manifest that explains it and the external variables that the code reads. {@code classfile} reads class files
 * into raw facts, {@code callgraph} links them and is found as a service. {@link ManifestDiff} tells two manifests apart in
 * sentences. Used by keys; uses {@code io.memo.digest}.
 */
@NullMarked
package io.memo.fingerprint;

import org.jspecify.annotations.NullMarked;
