package io.memo.benchmarks.shared.app;

import java.io.Serializable;
import java.util.List;

/** A result of a usual size. */
public record Price(long article, String name, List<Integer> cents) implements Serializable {

    static Price of(long article) {
        return new Price(article, "article no " + article, List.of(100, 200, 300));
    }
}
