/**
 * Internal. The classes of the application with their hierarchy, and which declaration a name means. Uses {@code
 * classfile} and {@code io.memo.fingerprint}; every other room of the call graph stands on it.
 */
@NullMarked
package io.memo.fingerprint.callgraph.classes;

import org.jspecify.annotations.NullMarked;
