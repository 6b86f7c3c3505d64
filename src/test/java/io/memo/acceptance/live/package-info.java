/** Code that is replaced while an application runs, in JVMs of its own. */
@NullMarked
package io.memo.acceptance.live;

import org.jspecify.annotations.NullMarked;
