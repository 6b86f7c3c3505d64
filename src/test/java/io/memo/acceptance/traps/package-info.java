/** The traps of the fingerprint, run: each edit between two Java processes on one directory and one Redis. */
@NullMarked
package io.memo.acceptance.traps;

import org.jspecify.annotations.NullMarked;
