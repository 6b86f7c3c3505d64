/**
 * Internal. The code behind lambdas: what the JVM shows of one, and the instructions that may have made it.
 */
@NullMarked
package io.memo.fingerprint.callgraph.lambda;

import org.jspecify.annotations.NullMarked;
