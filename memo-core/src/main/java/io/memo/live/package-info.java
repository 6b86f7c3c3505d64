/** Code that is replaced while it runs: who tells of it, and the generations that it divides the life of the code into. */
@NullMarked
package io.memo.live;

import org.jspecify.annotations.NullMarked;
