/**
 * The demo: {@code web} takes a request, {@code airports} reads the data files, {@code tour} plans, {@code map} draws
 * and {@code tower} is the connection that is opened once. Everything below is application code for memo.
 */
@NullMarked
package io.memo.demo;

import org.jspecify.annotations.NullMarked;
