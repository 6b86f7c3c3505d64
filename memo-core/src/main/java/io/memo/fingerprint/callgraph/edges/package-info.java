/**
 * Internal. What a piece of code leads to: calls, fields, types, look-ups, and objects that libraries get. A fragment
 * of a body comes in, {@code Edge}s go out; nothing is followed here.
 */
@NullMarked
package io.memo.fingerprint.callgraph.edges;

import org.jspecify.annotations.NullMarked;
