/** Properties, auto-configurations and failure analyzers: what makes the starter work without a line of set-up. */
@NullMarked
package io.memo.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
