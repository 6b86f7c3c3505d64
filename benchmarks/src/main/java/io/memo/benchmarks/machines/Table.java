package io.memo.benchmarks.machines;

import java.io.PrintStream;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A table in Markdown with a column for each outcome.
 *
 * @param header the title of a column
 * @param rows what is told of each
 */
public record Table<T>(Function<T, String> header, List<Row<T>> rows) {

    /**
     * What is told of each outcome in one line.
     *
     * @param title what it is
     * @param cell tells it
     */
    public record Row<T>(String title, Function<T, String> cell) {}

    /** Prints the table. */
    public void print(PrintStream out, List<T> outcomes) {
        out.println(line("", header, outcomes));
        out.println(line("---", outcome -> "---", outcomes));
        rows.forEach(row -> out.println(line(row.title, row.cell, outcomes)));
    }

    private static <T> String line(String title, Function<T, String> cell, List<T> outcomes) {
        return outcomes.stream().map(cell).collect(Collectors.joining(" | ", "| " + title + " | ", " |"));
    }
}
