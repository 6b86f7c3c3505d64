/**
 * Internal. What a virtual call may run, and which classes have no objects because only a container makes them and
 * has none.
 */
@NullMarked
package io.memo.fingerprint.callgraph.dispatch;

import org.jspecify.annotations.NullMarked;
