/**
 * Bytes to identity: the framed sink into which code is written, the algorithms and the digest that comes out. Uses
 * nothing; used by hashing, fingerprints and keys.
 */
@NullMarked
package io.memo.digest;

import org.jspecify.annotations.NullMarked;
