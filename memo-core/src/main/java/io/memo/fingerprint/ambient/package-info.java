/**
 * Internal. Knows which library calls and which expressions read what is neither an argument nor a field: one table of names for
 * each kind. The name of a method comes in, the kind of what it reads goes out. Used by {@code fingerprint.callgraph}.
 */
@NullMarked
package io.memo.fingerprint.ambient;

import org.jspecify.annotations.NullMarked;
