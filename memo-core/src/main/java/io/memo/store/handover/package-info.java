/**
 * Internal. Results that outlive the application's class loader but not the process: what methods hold in memory when the engine closes
 * goes to a place that holds the JDK's types alone, and the engine of the next start takes it from there. Used by the engine; uses
 * {@code io.memo.key} and {@code io.memo.store.tier} for keys and bytes, and {@code io.memo.hash} to verify.
 */
@NullMarked
package io.memo.store.handover;

import org.jspecify.annotations.NullMarked;
