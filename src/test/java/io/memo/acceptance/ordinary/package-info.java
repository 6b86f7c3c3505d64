/**
 * An application as people have them, and what memo promises of it: Spring Data interfaces, entities with lazy collections,
 * templates and clients made in constructors, mappers, locks and meters in fields, security, aspects, scheduled and
 * asynchronous beans. The tests are the rows of issue 12; nothing in the application was written for memo but the annotation.
 */
@NullMarked
package io.memo.acceptance.ordinary;

import org.jspecify.annotations.NullMarked;
