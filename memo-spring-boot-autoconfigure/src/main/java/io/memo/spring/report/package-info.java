/**
 * Internal. Findings of an application start, and how they are told: their kinds, the report in the log, what was
 * told before, the analyzer of a start that failed. Finds nothing itself.
 */
@NullMarked
package io.memo.spring.report;

import org.jspecify.annotations.NullMarked;
