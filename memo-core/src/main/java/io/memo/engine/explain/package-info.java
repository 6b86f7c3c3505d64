/**
 * Internal. Why a call finds no result: what the last start knew of each method, and what a call would find now.
 */
@NullMarked
package io.memo.engine.explain;

import org.jspecify.annotations.NullMarked;
