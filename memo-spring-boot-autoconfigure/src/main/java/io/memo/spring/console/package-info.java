/**
 * Internal. The console: one page, and the figures that it shows as JSON, served by a servlet of its own. Requests come in; names,
 * figures, places and reasons go out, never an argument, a value or a key.
 */
@NullMarked
package io.memo.spring.console;

import org.jspecify.annotations.NullMarked;
