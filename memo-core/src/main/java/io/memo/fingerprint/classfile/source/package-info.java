/**
 * Internal. Class files and the jars that hold them, as class loaders find them. Names go in, bytes and checksums
 * come out; nothing is parsed here.
 */
@NullMarked
package io.memo.fingerprint.classfile.source;

import org.jspecify.annotations.NullMarked;
