/**
 * Internal. Numbers that stand for objects and classes within this process, what is known of objects that were met before, and how long what is known
 * of classes lives.
 */
@NullMarked
package io.memo.hash.identity;

import org.jspecify.annotations.NullMarked;
