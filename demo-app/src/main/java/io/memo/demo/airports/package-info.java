/** Data files in, airports by traffic out. A file is known by its content, see {@link DataFile}. */
@NullMarked
package io.memo.demo.airports;

import org.jspecify.annotations.NullMarked;
