package io.memo.house.broken.one;

import io.memo.house.broken.two.Right;

/** Breaks each rule: uses a package that uses its own, which neither is marked nor says what it is. */
public record Left(Right right) {}
