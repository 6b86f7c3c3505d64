package io.memo.spring.dimension;

import io.memo.KeyDimension;

/** A dimension that memo brings along. One of the application with the same name takes its place. */
public interface ReadyDimension extends KeyDimension {}
