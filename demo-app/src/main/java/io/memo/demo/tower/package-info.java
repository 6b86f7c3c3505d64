/** A connection that is opened lazily and once, and changes with every use. */
@NullMarked
package io.memo.demo.tower;

import org.jspecify.annotations.NullMarked;
