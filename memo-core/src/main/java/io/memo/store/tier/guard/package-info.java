/**
 * Internal. A place for bytes, made safe: what comes out is verified, what fails is a miss, what keeps failing is
 * left alone for a while. A {@code ByteTier} comes in, a {@code Tier} goes out that never throws.
 */
@NullMarked
package io.memo.store.tier.guard;

import org.jspecify.annotations.NullMarked;
