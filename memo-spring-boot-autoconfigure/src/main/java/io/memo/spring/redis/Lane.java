package io.memo.spring.redis;

/** A connection of its own for what must not wait behind the rest; connected in this order. */
enum Lane {
    /** What is cleared, whose turn it is: a few bytes each. */
    NEWS,
    /** Results that are written in the background. */
    WRITES,
    /** Results that callers wait for, and whether Redis answers. */
    READS
}
