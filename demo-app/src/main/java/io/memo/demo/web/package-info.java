/** HTTP in, JSON for the page out: says whether a call hit, and has the buttons that try to fool the cache. */
@NullMarked
package io.memo.demo.web;

import org.jspecify.annotations.NullMarked;
