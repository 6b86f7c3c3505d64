/** Internal. The threads of memo, and what they have of those whom they work for. Uses nothing of memo's. */
@NullMarked
package io.memo.thread;

import org.jspecify.annotations.NullMarked;
