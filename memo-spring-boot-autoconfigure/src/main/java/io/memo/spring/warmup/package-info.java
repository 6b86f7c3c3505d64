/**
 * Internal. Warm-ups: the {@link io.memo.WarmUp} beans of a context come in, each is called once when the application starts, and what became
 * of it goes to the log and to meters. Made by the auto-configuration; knows no other package of memo but {@code io.memo} and its clock.
 */
@NullMarked
package io.memo.spring.warmup;

import org.jspecify.annotations.NullMarked;
