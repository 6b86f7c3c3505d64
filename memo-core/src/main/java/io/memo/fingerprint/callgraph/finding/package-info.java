/**
 * Internal. What a cache would hide, told to people at start-up: ambient reads, state that is read and written, calls
 * on {@code this}. Nothing of it is part of a fingerprint.
 */
@NullMarked
package io.memo.fingerprint.callgraph.finding;

import org.jspecify.annotations.NullMarked;
