/**
 * Internal. What callers get of a result. What a method returned comes in, out goes what is stored of it: the object itself, a
 * frozen one or a private copy; later that object comes in again, and out goes a copy for each caller. Or a refusal, with the place
 * in the result. Uses {@code io.memo.hash} to know what is immutable and whether a copy is equal to its original, {@code
 * io.memo.call}, and {@code io.memo.store} for what is remembered; its rooms use the generated code of {@code
 * io.memo.hash.plan.copy}. Used by the engine and by Spring.
 */
@NullMarked
package io.memo.returns;

import org.jspecify.annotations.NullMarked;
