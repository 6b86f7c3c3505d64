/** How fresh results stay on several machines, and what their callers notice of it: memo beside Spring's cache on Redis and JetCache. */
@NullMarked
package io.memo.benchmarks.fresh;

import org.jspecify.annotations.NullMarked;
