/**
 * Internal. What is known of a class without looking at an object: whose it is, what it extends, whether it is refused,
 * generated or a mock. Uses nothing; every other room of hashing may use it.
 */
@NullMarked
package io.memo.hash.classify;

import org.jspecify.annotations.NullMarked;
