/**
 * Internal. The bodies of the application's methods, parsed once, and cut into what belongs to single fields and the
 * rest. Tells also what a body keeps, and where an operand was made.
 */
@NullMarked
package io.memo.fingerprint.callgraph.bodies;

import org.jspecify.annotations.NullMarked;
