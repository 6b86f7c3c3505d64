/** Internal. Entries in memory, by reference. Knows Caffeine, as the only package that does. */
@NullMarked
package io.memo.store.caffeine;

import org.jspecify.annotations.NullMarked;
