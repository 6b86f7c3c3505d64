/**
 * Internal. How much heap objects take: a model of the layout of this JVM, and limits in bytes. Objects come in one by one, out goes
 * an estimate. Used by the walk that hashes values, by keys and by stores; uses nothing of memo.
 */
@NullMarked
package io.memo.size;

import org.jspecify.annotations.NullMarked;
