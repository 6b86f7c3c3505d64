/** The actuator endpoint {@code memo}. */
@NullMarked
package io.memo.spring.actuate;

import org.jspecify.annotations.NullMarked;
