/** Internal. A cache of Spring's, whatever is behind it, as a store that several machines share: get and put within a deadline. */
@NullMarked
package io.memo.spring.cache;

import org.jspecify.annotations.NullMarked;
