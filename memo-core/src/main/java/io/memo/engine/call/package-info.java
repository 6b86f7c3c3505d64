/**
 * Internal. One call as it comes in: its target, its arguments, the body to run, and whether the annotation's conditions let it be memoized. Nothing here knows keys or stores.
 */
@NullMarked
package io.memo.engine.call;

import org.jspecify.annotations.NullMarked;
