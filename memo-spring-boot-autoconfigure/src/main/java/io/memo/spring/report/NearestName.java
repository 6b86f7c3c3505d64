package io.memo.spring.report;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;

/** What was probably meant by a name that does not exist. */
public final class NearestName {

    /** As many names as can be read. */
    private static final int MOST = 10;

    private NearestName() {}

    /** Returns the one of the names that takes the fewest changed letters, if it takes so few that it may be meant. */
    public static Optional<String> of(String written, Collection<String> names) {
        return within(Math.max(2, written.length() / 4), written, names);
    }

    /** Returns the one of the names that takes the fewest changed letters, if it takes no more than so many. */
    public static Optional<String> within(int most, String written, Collection<String> names) {
        return names.stream()
                .filter(name -> distance(written, name) <= most)
                .min(Comparator.<String>comparingInt(name -> distance(written, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Returns a sentence about the names, without its full stop: the nearest, or some of them. */
    public static String told(String written, Collection<String> names) {
        return of(written, names)
                .map(nearest -> "the nearest is " + nearest)
                .orElseGet(() -> "there are " + some(names));
    }

    /** Returns the first of the names, sorted. */
    public static String some(Collection<String> names) {
        TreeSet<String> sorted = new TreeSet<>(names);
        String shown = String.join(", ", sorted.stream().limit(MOST).toList());
        return sorted.isEmpty() ? "none" : shown + (sorted.size() > MOST ? ", …" : "");
    }

    /** Letters to be put in, left out or replaced; without regard to case. */
    private static int distance(String one, String other) {
        int[] before = new int[other.length() + 1];
        for (int j = 0; j < before.length; j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] now = new int[before.length];
            now[0] = i;
            for (int j = 1; j < now.length; j++) {
                int replaced = before[j - 1] + (isSame(one.charAt(i - 1), other.charAt(j - 1)) ? 0 : 1);
                now[j] = Math.min(replaced, 1 + Math.min(before[j], now[j - 1]));
            }
            before = now;
        }
        return before[other.length()];
    }

    private static boolean isSame(char one, char other) {
        return Character.toLowerCase(one) == Character.toLowerCase(other);
    }
}
