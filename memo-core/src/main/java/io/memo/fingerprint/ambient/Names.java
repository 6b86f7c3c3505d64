package io.memo.fingerprint.ambient;

import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.Descriptors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table of library methods. Each line of its text names a type, then the methods of it that count:
 *
 * <pre>
 * java.lang.System       currentTimeMillis nanoTime
 * java.util.Date         new()
 * java.text.NumberFormat get*Instance() format(String,Object[])
 * org.jooq.*             fetch*
 * </pre>
 *
 * <p>A star stands for any letters. {@code new} is a constructor. With parentheses a method counts only with parameters of
 * these types, by their simple names; {@code (..)} is as good as none. A type that ends in a star stands for all types whose names
 * begin so. An exclamation mark before a method takes it out again. A type may have several lines. Safe for use by several threads.
 */
final class Names {

    private final Map<String, List<Entry>> byOwner = new HashMap<>();
    private final Map<String, List<Entry>> byPrefix = new HashMap<>();

    private record Entry(boolean counts, List<String> name, boolean anyParameters, String parameters) {

        static Entry of(String written) {
            boolean counts = !written.startsWith("!");
            String text = counts ? written : written.substring(1);
            int open = text.indexOf('(');
            String name = open < 0 ? text : text.substring(0, open);
            String parameters = open < 0 ? ".." : text.substring(open + 1, text.length() - 1);
            List<String> between = List.of((name.equals("new") ? "<init>" : name).split("\\*", -1));
            return new Entry(counts, between, parameters.equals(".."), parameters);
        }

        boolean matches(MethodRef method) {
            return isNamed(method.name()) && (anyParameters || parameters.equals(parametersOf(method)));
        }

        /** A star stands for no constructor. */
        private boolean isNamed(String given) {
            String first = name.get(0);
            if (name.size() == 1) {
                return given.equals(first);
            }
            String last = name.get(name.size() - 1);
            int at = first.length();
            if (!given.startsWith(first) || given.startsWith("<")) {
                return false;
            }
            for (String each : name.subList(1, name.size() - 1)) {
                int found = given.indexOf(each, at);
                if (found < 0) {
                    return false;
                }
                at = found + each.length();
            }
            return given.length() - last.length() >= at && given.endsWith(last);
        }

        private static String parametersOf(MethodRef method) {
            return Descriptors.parameters(method.descriptor()).stream()
                    .map(SimpleNames::of)
                    .collect(Collectors.joining(","));
        }
    }

    private Names() {}

    static Names of(String text) {
        Names names = new Names();
        text.lines()
                .filter(line -> !line.isBlank())
                .forEach(line -> names.add(line.strip().split("\\s+")));
        return names;
    }

    private void add(String... words) {
        boolean prefix = words[0].endsWith("*");
        String owner = (prefix ? words[0].substring(0, words[0].length() - 1) : words[0]).replace('.', '/');
        List<Entry> entries = (prefix ? byPrefix : byOwner).computeIfAbsent(owner, any -> new ArrayList<>());
        for (int i = 1; i < words.length; i++) {
            entries.add(Entry.of(words[i]));
        }
    }

    /** Returns whether the table has the method, under the type that the method is named on. */
    boolean contains(MethodRef method) {
        return Boolean.TRUE.equals(verdict(method));
    }

    /** Returns whether the method is in the table or taken out of it; null if the table says nothing of it. */
    @Nullable
    Boolean verdict(MethodRef method) {
        List<Entry> own = byOwner.get(method.owner());
        if (own != null) {
            return verdict(own, method);
        }
        for (Map.Entry<String, List<Entry>> each : byPrefix.entrySet()) {
            Boolean verdict = method.owner().startsWith(each.getKey()) ? verdict(each.getValue(), method) : null;
            if (verdict != null) {
                return verdict;
            }
        }
        return null;
    }

    private static @Nullable Boolean verdict(List<Entry> entries, MethodRef method) {
        Boolean found = null;
        for (Entry entry : entries) {
            if (entry.matches(method)) {
                if (!entry.counts()) {
                    return false;
                }
                found = true;
            }
        }
        return found;
    }
}
