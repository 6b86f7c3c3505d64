package io.memo.house;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Holds the display names of all tests against {@code docs/rules.md} and {@code docs/cases.md}. A display name begins with what it cites:
 *
 * <pre>
 * head     = citation (", " | " and " | " to ") citation ... (":" | " ")
 * citation = "SPEC 3.6" | "3.6" | "3.6(b)" | "8"       a rule, or a section of the rules
 *          | "L01" | "F20"                             a case
 *          | "Issue 12.8" | "issues 12.6 and 13.6"     an item of the tracker, among the cases
 * </pre>
 */
@DisplayName("Issue 16: what display names cite is in docs/rules.md and docs/cases.md")
class CitationsTests {

    private static final Path ROOT = Path.of("../..");
    private static final String TEXT = "\"(?:[^\"\\\\]|\\\\.)*\"";
    private static final Pattern NAME =
            Pattern.compile("@DisplayName\\(\\s*(" + TEXT + "(?:\\s*\\+\\s*" + TEXT + ")*)\\s*\\)");
    private static final Pattern CITATION = Pattern.compile(
            "(?:(SPEC|[Ii]ssues?) )?(\\d{1,2}\\.\\d{1,2}|[VCXMELNPFTS]\\d{1,2}|(?<=ssue )\\d{1,2}|[1-9])(?: ?\\([a-d]\\)|[a-d]\\b|\\b)");
    private static final Pattern HEAD = Pattern.compile(CITATION + "(?:(?:, | and | to )" + CITATION + ")*(?=:|,? |$)");
    /** What looks like a citation, whatever follows. */
    private static final Pattern BEGINNING = Pattern.compile("SPEC|[Ii]ssue|\\d+\\.\\d|[A-Z]\\d");

    private static final Pattern PAPERS = Pattern.compile("\\b(?:TIERS|DESIGN|STYLE|HOUSE|CASES) [A-Z]?\\d?");
    private static final Pattern ENTRY = Pattern.compile("^(?:- \\*\\*([^*]+)\\*\\* |## (\\d+) )", Pattern.MULTILINE);

    private final Set<String> rules = entries("rules.md");
    private final Set<String> cases = entries("cases.md");
    private final Map<String, String> citedBy = new TreeMap<>();

    CitationsTests() {
        displayNames()
                .forEach(
                        (name, file) -> cited(name).forEach(number -> citedBy.putIfAbsent(number, file + ": " + name)));
    }

    @Test
    void whatIsCitedIsThere() {
        assertThat(citedBy).hasSizeGreaterThan(150);
        Map<String, String> unknown = new TreeMap<>(citedBy);
        unknown.keySet().removeAll(rules);
        unknown.keySet().removeAll(cases);
        assertThat(unknown)
                .as("numbers that display names cite, and neither docs/rules.md nor docs/cases.md has")
                .isEmpty();
    }

    @Test
    void everyRuleIsCited() {
        assertThat(rules).hasSizeGreaterThan(50);
        assertThat(rules.stream().filter(rule -> rule.contains(".")))
                .as("rules of docs/rules.md without a test whose display name cites them")
                .filteredOn(rule -> !citedBy.containsKey(rule))
                .isEmpty();
    }

    @Test
    void nothingIsCitedThatIsNotInTheRepository() {
        assertThat(displayNames())
                .allSatisfy((name, file) -> assertThat(PAPERS.matcher(name).find())
                        .as("%s cites a paper that is not in the repository: %s", file, name)
                        .isFalse());
    }

    @Test
    void everyHeadIsRead() {
        assertThat(displayNames().keySet())
                .filteredOn(name -> BEGINNING.matcher(name).lookingAt())
                .allSatisfy(name -> assertThat(cited(name)).as(name).isNotEmpty());
    }

    @Test
    void headsAreRead() {
        assertThat(cited("3.6(b): used")).containsExactly("3.6");
        assertThat(cited("L01/L02: odd")).isEmpty();
        assertThat(cited("SPEC 3.6 (b): used")).containsExactly("3.6");
        assertThat(cited("1.1c: captured")).containsExactly("1.1");
        assertThat(cited("4.8, V36 the same")).containsExactly("4.8", "V36");
        assertThat(cited("SPEC 6.8, issues 12.6 and 13.6: beans")).containsExactly("6.8", "Issue 12.6", "Issue 13.6");
        assertThat(cited("Issue 12.3, SPEC 4.6: lazy, not 1.2")).containsExactly("Issue 12.3", "4.6");
        assertThat(cited("Issue 12, purpose: a login")).containsExactly("Issue 12");
        assertThat(cited("8: a run is observed")).containsExactly("8");
        assertThat(cited("1,000 times random bytes")).isEmpty();
        assertThat(cited("16 MB; each answer, 3.6")).isEmpty();
        assertThat(cited("FLUSHALL while all machines are down")).isEmpty();
    }

    private static List<String> cited(String name) {
        Matcher head = HEAD.matcher(name);
        List<String> numbers = new ArrayList<>();
        if (head.lookingAt()) {
            boolean tracker = false;
            for (MatchResult citation : CITATION.matcher(head.group()).results().toList()) {
                String kind = citation.group(1);
                tracker = kind == null ? tracker : !kind.equals("SPEC");
                String number = citation.group(2);
                numbers.add(tracker && Character.isDigit(number.charAt(0)) ? "Issue " + number : number);
            }
        }
        return numbers;
    }

    private static Set<String> entries(String page) {
        return ENTRY.matcher(read(ROOT.resolve("docs").resolve(page)))
                .results()
                .map(entry -> entry.group(1) == null ? entry.group(2) : entry.group(1))
                .collect(toCollection(TreeSet::new));
    }

    private static Map<String, String> displayNames() {
        Map<String, String> names = new TreeMap<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            files.filter(file -> file.toString().matches(".*\\.(java|kt)"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .forEach(file -> NAME.matcher(read(file))
                            .results()
                            .forEach(name -> names.put(
                                    text(name.group(1)), file.getFileName().toString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    private static String text(String literals) {
        return Pattern.compile(TEXT)
                .matcher(literals)
                .results()
                .map(literal -> literal.group().substring(1, literal.group().length() - 1))
                .collect(joining());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
