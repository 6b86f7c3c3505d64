/**
 * Internal. One run of a method: the key of its call comes in, a result and the reason of the miss go out, and what is to be stored is stored.
 */
@NullMarked
package io.memo.engine.run;

import org.jspecify.annotations.NullMarked;
