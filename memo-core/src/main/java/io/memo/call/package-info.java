/**
 * Internal. How one method is memoized, as all rooms behind the annotation see it: a leaf between those who read annotations and
 * properties, who make a {@link io.memo.call.MethodSpec}, and the engine with its keys and stores. Uses nothing but what users
 * write.
 */
@NullMarked
package io.memo.call;

import org.jspecify.annotations.NullMarked;
