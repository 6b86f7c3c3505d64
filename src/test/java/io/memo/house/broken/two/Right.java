package io.memo.house.broken.two;

import io.memo.house.broken.one.Left;

/** The other half of a cycle. */
public interface Right {

    Left left();
}
