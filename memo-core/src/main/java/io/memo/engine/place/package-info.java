/**
 * Internal. Results outside of this process's cache: on disk, in a shared store, handed over by the application before.
 */
@NullMarked
package io.memo.engine.place;

import org.jspecify.annotations.NullMarked;
