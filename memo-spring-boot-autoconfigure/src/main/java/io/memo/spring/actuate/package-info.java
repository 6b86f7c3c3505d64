/** Internal. The actuator endpoint {@code memo}, and what memo adds to the endpoint {@code info}. */
@NullMarked
package io.memo.spring.actuate;

import org.jspecify.annotations.NullMarked;
