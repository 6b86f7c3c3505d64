/**
 * Internal. The agent for {@code -javaagent}. The JVM comes in with each class whose code is about to be replaced, out go the class and its new
 * bytes to those who listen. Uses nothing but the JDK, and speaks in types of the JDK: memo may live in another class loader.
 */
@NullMarked
package io.memo.agent;

import org.jspecify.annotations.NullMarked;
