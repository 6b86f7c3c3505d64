/**
 * Internal. The engine: a call comes in, is looked up, judged, and run if need be, once at a time for each key. The one place where
 * the parts are put together. Used by Spring, and by nobody within the core.
 */
@NullMarked
package io.memo.engine;

import org.jspecify.annotations.NullMarked;
