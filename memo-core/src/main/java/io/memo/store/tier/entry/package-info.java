/**
 * Internal. The form of an entry outside the process: what it is found by, how it is written, and the seal that
 * closes it. Results as bytes come in, sealed bytes go out, and back. Knows no place and no run.
 */
@NullMarked
package io.memo.store.tier.entry;

import org.jspecify.annotations.NullMarked;
