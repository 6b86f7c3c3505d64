/**
 * Internal. Ways into objects whose own methods must not run or are not there: fields of the JDK's classes, what wrappers hold,
 * methods of libraries found by name, and collections that another thread may change meanwhile. An object comes in, out goes what it
 * holds. Used by the rooms of hashing and by {@code io.memo.returns}; uses {@code io.memo.jvm}.
 */
@NullMarked
package io.memo.hash.read;

import org.jspecify.annotations.NullMarked;
