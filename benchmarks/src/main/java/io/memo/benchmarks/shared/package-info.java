/** memo's shared results beside Spring's cache on Redis: several applications as machines, and a network that hangs. */
@NullMarked
package io.memo.benchmarks.shared;

import org.jspecify.annotations.NullMarked;
