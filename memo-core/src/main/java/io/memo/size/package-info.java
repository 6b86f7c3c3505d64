/**
 * Internal. How much heap objects take: a model of the layout of this JVM, and limits in bytes. Objects come in one by one, out goes
 * an estimate. Used by hashing, which counts in the same pass, by keys, stores, the engine and Spring; uses nothing of memo.
 */
@NullMarked
package io.memo.size;

import org.jspecify.annotations.NullMarked;
