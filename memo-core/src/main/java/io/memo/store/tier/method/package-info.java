/**
 * Internal. The tiers as one method sees them: results to entries and back, nearest tier first, written behind the
 * caller. Used by the engine.
 */
@NullMarked
package io.memo.store.tier.method;

import org.jspecify.annotations.NullMarked;
