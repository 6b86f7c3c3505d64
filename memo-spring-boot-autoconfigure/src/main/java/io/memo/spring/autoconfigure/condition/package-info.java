/**
 * Internal. Conditions on settings of memo, for the auto-configurations.
 */
@NullMarked
package io.memo.spring.autoconfigure.condition;

import org.jspecify.annotations.NullMarked;
