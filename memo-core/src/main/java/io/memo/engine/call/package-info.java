/**
 * Internal. One call as it comes in: its target, its arguments, the body to run, and whether the annotation's conditions let it be
 * memoized. A specification and what a caller gave come in; out go arguments that fit, and the body with its conditions. Nothing
 * here knows keys or stores. Used by the engine, its rooms {@code async}, {@code check}, {@code explain} and {@code run}, and by
 * Spring; uses {@code io.memo.call} and {@code io.memo.hash.classify}.
 */
@NullMarked
package io.memo.engine.call;

import org.jspecify.annotations.NullMarked;
