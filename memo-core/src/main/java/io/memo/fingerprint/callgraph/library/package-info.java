/**
 * Internal. What is known of libraries without following their code: which calls are pure, which keep or look into
 * what they get, what persistence and property access call, what reads the surroundings.
 */
@NullMarked
package io.memo.fingerprint.callgraph.library;

import org.jspecify.annotations.NullMarked;
