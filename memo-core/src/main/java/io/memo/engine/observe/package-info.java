/**
 * Internal. What is counted and told about one method: figures, why calls missed, failures, listeners, findings of the running
 * application. Used by all rooms of the engine, and by those who want to be told; uses {@code io.memo.key} and {@code
 * io.memo.store}.
 */
@NullMarked
package io.memo.engine.observe;

import org.jspecify.annotations.NullMarked;
