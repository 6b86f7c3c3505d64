/** A small application whose classes are woven, by memo's aspect and by Spring's. */
@NullMarked
package io.memo.benchmarks.woven;

import org.jspecify.annotations.NullMarked;
