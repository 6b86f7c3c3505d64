/**
 * Results that several machines share: in go sealed entries, out come bytes that their reader verifies. Whose store it is
 * (Redis, a cache of Spring's) is told by a {@link io.memo.store.shared.SharedStore}.
 */
@NullMarked
package io.memo.store.shared;

import org.jspecify.annotations.NullMarked;
