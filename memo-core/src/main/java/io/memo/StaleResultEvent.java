package io.memo;

import java.time.Duration;

/**
 * A call was answered with a result whose time is over, since the method threw. In a Spring application it is published as an event.
 *
 * @param name the memoized method
 * @param age how long ago the result was stored
 * @param failure what the method threw
 */
public record StaleResultEvent(String name, Duration age, Throwable failure) {}
