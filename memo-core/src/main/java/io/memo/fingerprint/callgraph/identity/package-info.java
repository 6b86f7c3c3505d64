/**
 * Internal. What code is, in text and digests that no compiler moves: names of classes without a name, digests of
 * bodies, lines of the manifest.
 */
@NullMarked
package io.memo.fingerprint.callgraph.identity;

import org.jspecify.annotations.NullMarked;
