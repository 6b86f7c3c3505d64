/**
 * Internal. Redis as a store that several machines share: bytes and locks go in and out within a deadline, over connections of its own
 * beside the application's. The only room that knows Spring Data Redis and Lettuce.
 */
@NullMarked
package io.memo.spring.redis;

import org.jspecify.annotations.NullMarked;
