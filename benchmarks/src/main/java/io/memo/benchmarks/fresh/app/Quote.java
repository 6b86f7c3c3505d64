package io.memo.benchmarks.fresh.app;

import io.memo.benchmarks.fresh.source.Source;
import java.io.Serializable;
import java.util.List;

/**
 * A result of a usual size.
 *
 * @param asked the moment in which the source was asked, as of {@link System#nanoTime}
 */
public record Quote(long article, long asked, String name, List<Integer> cents) implements Serializable {

    static Quote of(long article) {
        return new Quote(article, Source.ask(article), "article no " + article, List.of(100, 200, 300));
    }
}
