/**
 * Internal. Removes from a body what differs between compilers and debug settings and means nothing: stores that
 * nobody reads, slots that variables share, checks of outer objects. A body comes in, an equal one goes out.
 */
@NullMarked
package io.memo.fingerprint.classfile.normal;

import org.jspecify.annotations.NullMarked;
