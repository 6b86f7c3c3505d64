/**
 * Internal. Entries on disk: one plain file for each, named by its key. Bytes come in and go out, verified by whoever reads them. Several
 * processes may share a directory. Used by whoever puts tiers together; uses {@code io.memo.store.tier}, {@code io.memo.store}
 * and {@code io.memo.digest}.
 */
@NullMarked
package io.memo.store.disk;

import org.jspecify.annotations.NullMarked;
