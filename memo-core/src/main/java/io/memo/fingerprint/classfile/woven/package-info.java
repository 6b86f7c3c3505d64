/**
 * Internal. What AspectJ's weaver makes of a method that memo's aspect advises, read back: which method holds the code that was written,
 * and which members and classes are there for the advice alone. Facts and bodies come in, a {@code Folding} goes out; whatever is not
 * exactly of the weaver's form is left as it is.
 */
@NullMarked
package io.memo.fingerprint.classfile.woven;

import org.jspecify.annotations.NullMarked;
