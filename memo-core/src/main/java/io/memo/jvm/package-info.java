/**
 * Internal. What the running JVM shows beyond its public interfaces. A class of the JVM comes in, out goes what it shows, or null: nothing here is
 * promised by a JVM, so each way is tried on something known first and believed only if it is right there. Uses nothing of
 * memo's.
 */
@NullMarked
package io.memo.jvm;

import org.jspecify.annotations.NullMarked;
