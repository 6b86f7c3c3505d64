/** Internal. What memo adds to the restarts of DevTools. */
@NullMarked
package io.memo.spring.devtools;

import org.jspecify.annotations.NullMarked;
