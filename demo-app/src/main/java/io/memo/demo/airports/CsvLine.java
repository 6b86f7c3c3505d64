package io.memo.demo.airports;

import java.util.ArrayList;
import java.util.List;

/** One line of comma-separated values; a value may stand in double quotes, a doubled quote means itself. */
record CsvLine(List<String> values) {

    static CsvLine of(String line) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                    value.append(c);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == ',' && !quoted) {
                values.add(value.toString());
                value.setLength(0);
            } else {
                value.append(c);
            }
        }
        values.add(value.toString());
        return new CsvLine(List.copyOf(values));
    }

    String text(int column) {
        return values.get(column);
    }

    int number(int column) {
        return Integer.parseInt(values.get(column));
    }

    double decimal(int column) {
        return Double.parseDouble(values.get(column));
    }
}
