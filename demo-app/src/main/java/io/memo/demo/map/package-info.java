/** Coordinates in, SVG path data out: Albers projections of the lower 48 states with the rest in insets. */
@NullMarked
package io.memo.demo.map;

import org.jspecify.annotations.NullMarked;
