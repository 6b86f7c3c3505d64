/**
 * What users write: the {@link io.memo.Memoize} annotation, hashers, policies, events and exceptions. Nothing comes in
 * from the other packages of memo and every one of them may use this one.
 */
@NullMarked
package io.memo;

import org.jspecify.annotations.NullMarked;
