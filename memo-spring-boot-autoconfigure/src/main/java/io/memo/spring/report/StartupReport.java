package io.memo.spring.report;

import io.memo.InvalidMemoizeException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The findings of one application start. Told is one line for each cause, however many methods it is found in; of several
 * causes of one kind in one method the first. The most dangerous come first. Not thread-safe.
 */
public final class StartupReport {

    /** As many lines, which are long, as fit on a screen. */
    private static final int LINES = 12;

    private static final int NAMES = 2;

    private static final Pattern PROPERTY = Pattern.compile("memo\\.methods\\.[^;=]+=\\w+");

    private static final Logger log = LoggerFactory.getLogger("io.memo.startup");

    private final Set<StartupFinding> found = new LinkedHashSet<>();

    /** Adds what was found about a method, or about what is meant to be one; the cause to be told comes first. */
    public void add(Collection<StartupFinding> findings) {
        found.addAll(findings);
    }

    /** Returns one line for each cause, the most dangerous first. */
    public List<String> lines() {
        return lines(any -> true);
    }

    private List<String> lines(Predicate<FindingCode> which) {
        Map<Subject, List<StartupFinding>> bySubject = new LinkedHashMap<>();
        for (StartupFinding each : found) {
            if (which.test(each.code())) {
                bySubject
                        .computeIfAbsent(new Subject(each.code(), each.method()), subject -> new ArrayList<>())
                        .add(each);
            }
        }
        Map<StartupFinding, Group> groups = new LinkedHashMap<>();
        bySubject
                .values()
                .forEach(causes -> groups.computeIfAbsent(unnamed(causes.get(0)), Group::new)
                        .add(causes));
        return groups.values().stream().sorted().map(Group::text).toList();
    }

    private static StartupFinding unnamed(StartupFinding first) {
        return new StartupFinding(first.code(), "", first.cause(), first.remedy());
    }

    /**
     * Logs the report, if there is anything to tell: at most a screen.
     *
     * @param told the reports of earlier starts in this process, which are not repeated; null if each start tells
     * @throws InvalidMemoizeException instead, if findings shall stop the application, or one is of a kind that does so by itself
     */
    public void give(WarningMode mode, @Nullable ToldReports told) {
        List<String> lines = lines();
        if (lines.isEmpty()) {
            return;
        }
        String shared = properties(lines(FindingCode.SHARED_RESULT::equals));
        if (mode == WarningMode.FAIL) {
            throw new InvalidMemoizeException(
                    report(lines),
                    "Mend them, accept one by suppressWarnings, or set memo.warnings to log or off."
                            + (shared.isEmpty() ? "" : " Lines to take over:" + shared));
        }
        stopFor(
                FindingCode.USER_CONTEXT,
                "that may hand what belongs to one user to another",
                "Name what is read in varyBy, pass it as an argument of the memoized method, or accept it with suppressWarnings = \"%s\"."
                        .formatted(FindingCode.USER_CONTEXT.code()));
        stopFor(
                FindingCode.SHARED_RESULT,
                "whose results cannot be what memo.returns says",
                "Say returns only where it is wanted, in @Memoize, or take over these lines:" + shared);
        if (told == null || told.isNew(report(lines))) {
            log.warn(report(onAScreen(lines)));
        } else {
            log.info("{} finding(s) about @Memoize methods, told before.", lines.size());
        }
    }

    private void stopFor(FindingCode code, String which, String remedy) {
        List<String> lines = lines(code::equals);
        if (!lines.isEmpty()) {
            throw new InvalidMemoizeException(
                    "%d finding(s) about @Memoize methods %s:%s".formatted(lines.size(), which, listed(lines)), remedy);
        }
    }

    /** Returns the first property that each line proposes, ready to be pasted. */
    private static String properties(List<String> lines) {
        return lines.stream()
                .map(PROPERTY::matcher)
                .filter(Matcher::find)
                .map(found -> System.lineSeparator() + found.group())
                .collect(Collectors.joining());
    }

    private static List<String> onAScreen(List<String> lines) {
        if (lines.size() <= LINES) {
            return lines;
        }
        List<String> shown = new ArrayList<>(lines.subList(0, LINES));
        shown.add("%d more: GET /actuator/memo".formatted(lines.size() - LINES));
        return shown;
    }

    private String report(List<String> shown) {
        return lines().size() + " finding(s) about @Memoize methods:" + listed(shown);
    }

    private static String listed(List<String> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(System.lineSeparator()).append("- ").append(line));
        return text.toString();
    }

    private record Subject(FindingCode code, String method) {}

    /** The methods with one cause. */
    private static final class Group implements Comparable<Group> {

        private static final Comparator<Group> ORDER = Comparator.comparing((Group group) -> group.cause.code())
                .thenComparing(group -> -group.methods.size())
                .thenComparing(group -> group.methods.get(0))
                .thenComparing(group -> group.cause);

        private final StartupFinding cause;
        private final List<String> methods = new ArrayList<>();
        private final Set<String> others = new LinkedHashSet<>();

        Group(StartupFinding cause) {
            this.cause = cause;
        }

        void add(List<StartupFinding> causes) {
            methods.add(causes.get(0).method());
            methods.sort(Comparator.naturalOrder());
            causes.stream().map(StartupFinding::cause).skip(1).forEach(others::add);
        }

        String text() {
            String more = others.isEmpty() ? "" : " (+ %d more)".formatted(others.size());
            return new StartupFinding(cause.code(), names(), cause.cause() + more, cause.remedy()).text();
        }

        private String names() {
            if (methods.size() == 1) {
                return methods.get(0);
            }
            List<String> also = methods.subList(1, Math.min(methods.size(), 1 + NAMES));
            int rest = methods.size() - 1 - also.size();
            return "%s (also %s%s)"
                    .formatted(
                            methods.get(0), String.join(", ", also), rest == 0 ? "" : " and %d more".formatted(rest));
        }

        @Override
        public int compareTo(Group other) {
            return ORDER.compare(this, other);
        }
    }
}
