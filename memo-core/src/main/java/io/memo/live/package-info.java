/**
 * Internal. Code that is replaced in the running JVM. The choice of the application comes in, out goes a source of news: which class gets which
 * code, and whether it has it yet. Nothing here knows fingerprints, keys or entries.
 */
@NullMarked
package io.memo.live;

import org.jspecify.annotations.NullMarked;
