/**
 * Internal. What a class declares, as records: its supertypes, fields, methods and annotations, and descriptors taken
 * apart. Uses the language only; everything that follows code stands on it.
 */
@NullMarked
package io.memo.fingerprint.classfile.facts;

import org.jspecify.annotations.NullMarked;
