/**
 * Internal. Objects that are no containers: by their fields, their constants, their code, the answer of a hasher, their name, or
 * which object they are.
 */
@NullMarked
package io.memo.hash.object;

import org.jspecify.annotations.NullMarked;
