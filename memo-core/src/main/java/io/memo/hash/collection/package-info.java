/**
 * Internal. Arrays, collections and maps of the JDK and of libraries: by their elements, and by what decides their look-ups.
 */
@NullMarked
package io.memo.hash.collection;

import org.jspecify.annotations.NullMarked;
