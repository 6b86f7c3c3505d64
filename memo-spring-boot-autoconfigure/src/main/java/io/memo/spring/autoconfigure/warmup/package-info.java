/** Internal. The auto-configuration of warm-ups: reads the properties and brings beans, events and meters together. */
@NullMarked
package io.memo.spring.autoconfigure.warmup;

import org.jspecify.annotations.NullMarked;
