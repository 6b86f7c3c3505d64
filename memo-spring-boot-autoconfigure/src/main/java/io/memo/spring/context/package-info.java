/**
 * Internal. What a Spring context knows of objects: which beans there are, of which classes, behind which proxies.
 * Answers what the core asks of it by its contracts; makes no bean for it.
 */
@NullMarked
package io.memo.spring.context;

import org.jspecify.annotations.NullMarked;
