/**
 * Internal. Builds the key of a call: the method's identity and code, the arguments and the external variables, exact where they
 * are short, digested where they are long. A specification and a call come in, a {@link io.memo.key.Key} goes out. Used
 * by the stores and the engine; uses {@code io.memo.call}, {@code io.memo.key.external}, {@code io.memo.hash} and {@code io.memo.digest}.
 */
@NullMarked
package io.memo.key;

import org.jspecify.annotations.NullMarked;
