/**
 * Internal. What is counted and told about one method: figures, failures, listeners, findings of the running application.
 */
@NullMarked
package io.memo.engine.observe;

import org.jspecify.annotations.NullMarked;
