/**
 * The aspect by which AspectJ's weaver memoizes executions of methods with {@link io.memo.Memoize}, wherever they are called from, the
 * mark that it leaves on them, and the memoizer behind them where there is no Spring.
 */
@NullMarked
package io.memo.aspectj;

import org.jspecify.annotations.NullMarked;
