/**
 * Internal. From the execution of a woven method to the engine of a context: which context answers it, and what stands for one where
 * there is no Spring. Used by the aspect, which knows nothing but {@code WovenCalls}.
 */
@NullMarked
package io.memo.spring.weaving;

import org.jspecify.annotations.NullMarked;
