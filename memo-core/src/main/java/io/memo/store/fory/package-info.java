/**
 * Internal. The codec for those who have Apache Fory on the class path. A result comes in, bytes go out, and back. Before Fory sees
 * bytes, the classes that they name are judged as {@code io.memo.store.trust} judges them; what Fory may ask for is limited
 * by the number of the bytes. Used by whoever puts tiers together; uses {@code io.memo.store.tier}, {@code
 * io.memo.store.trust} and {@code io.memo.digest}.
 */
@NullMarked
package io.memo.store.fory;

import org.jspecify.annotations.NullMarked;
