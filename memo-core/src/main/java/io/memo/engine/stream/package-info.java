/**
 * Internal. Results that come piece by piece: takes the publisher of one run, gives each caller the same elements from the first one
 * on, and all of them as a list once the last one is there. Knows nothing of keys and stores. For the engine, and
 * for what adapts the publishers of libraries.
 */
@NullMarked
package io.memo.engine.stream;

import org.jspecify.annotations.NullMarked;
