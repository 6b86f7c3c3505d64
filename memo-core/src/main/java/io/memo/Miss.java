package io.memo;

import java.time.Instant;

/**
 * A miss that was seen.
 *
 * @param at the moment of the call
 * @param reason why
 */
public record Miss(Instant at, MissReason reason) {}
