/**
 * Airports and settings in, a tour out: pure helpers, all of them part of the fingerprint of
 * {@link io.memo.demo.tour.TourPlanner}.
 */
@NullMarked
package io.memo.demo.tour;

import org.jspecify.annotations.NullMarked;
