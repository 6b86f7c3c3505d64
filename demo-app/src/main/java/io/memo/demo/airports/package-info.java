/** Data files in, airports by traffic out. A file is known by its content, see {@link io.memo.demo.airports.DataFile}. */
@NullMarked
package io.memo.demo.airports;

import org.jspecify.annotations.NullMarked;
