/**
 * Internal. Follows edges from some roots until nothing is new, and writes down what it meets. {@code Reachability}
 * holds the queue; each follower takes one kind of edge; the {@code Ledger} is what is written down. {@code Program}
 * keeps what was found out about one application.
 */
@NullMarked
package io.memo.fingerprint.callgraph.reach;

import org.jspecify.annotations.NullMarked;
