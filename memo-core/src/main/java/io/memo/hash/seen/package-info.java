/**
 * Internal. Objects that never change and were met before: an object comes in, out goes what was found out about it, so that it need not
 * be walked again. Used by the hasher; uses nothing of memo.
 */
@NullMarked
package io.memo.hash.seen;

import org.jspecify.annotations.NullMarked;
