package io.memo.fingerprint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What changed between two manifests, as sentences.
 *
 * <pre>
 * body of app.Tax.vat(int) changed
 * app.Quotes.price now dispatches to app.Gold.rate on app.Gold
 * app.Tax.round(int) is no longer reachable
 * </pre>
 */
public final class ManifestDiff {

    private static final String ARROW = " -> ";

    private ManifestDiff() {}

    /** Returns what is different in the second manifest, sorted; empty if and only if the manifests have the same lines. */
    public static List<String> between(List<String> before, List<String> after) {
        Map<String, Set<String>> old = byKey(before, after);
        Map<String, Set<String>> now = byKey(after, before);
        Set<String> keys = new TreeSet<>(old.keySet());
        keys.addAll(now.keySet());
        Set<String> sentences = new TreeSet<>();
        for (String key : keys) {
            sentences.add(sentence(key, old.getOrDefault(key, Set.of()), now.getOrDefault(key, Set.of())));
        }
        return List.copyOf(sentences);
    }

    /** Returns the values of the lines that the other manifest does not have, by what stands before the arrow. */
    private static Map<String, Set<String>> byKey(List<String> lines, List<String> others) {
        List<String> own = new ArrayList<>(lines);
        own.removeAll(Set.copyOf(others));
        Map<String, Set<String>> byKey = new TreeMap<>();
        for (String line : own) {
            int arrow = line.indexOf(ARROW);
            String key = arrow < 0 ? line : line.substring(0, arrow);
            String value = arrow < 0 ? "" : line.substring(arrow + ARROW.length());
            byKey.computeIfAbsent(key, ignored -> new TreeSet<>()).add(value);
        }
        return byKey;
    }

    private static String sentence(String key, Set<String> old, Set<String> now) {
        int space = key.indexOf(' ');
        String kind = space < 0 ? "" : key.substring(0, space);
        String name = key.substring(space + 1);
        return switch (kind) {
            case "body" ->
                changed(
                        old,
                        now,
                        "body of " + name + " changed",
                        name + " is reached now",
                        name + " is no longer reachable");
            case "initialiser" ->
                changed(
                        old,
                        now,
                        "initialiser of " + name + " changed",
                        "initialiser of " + name + " counts now",
                        "initialiser of " + name + " no longer counts");
            case "library" ->
                changed(
                        old,
                        now,
                        "library " + name + " changed",
                        "library " + name + " is used now",
                        "library " + name + " is no longer used");
            case "resource" ->
                changed(
                        old,
                        now,
                        "resource " + name + " changed",
                        "resource " + name + " is read now",
                        "resource " + name + " is no longer read");
            case "dispatch" -> dispatch(name, old, now);
            case "call", "field" ->
                name + (now.isEmpty() ? " no longer means " + text(old) : " now means " + text(now));
            case "constant" ->
                now.isEmpty() ? "constant " + name + " is no longer used" : "constant " + name + " is now " + text(now);
            case "type" ->
                changed(
                        old,
                        now,
                        "supertypes of " + name + " are now " + (now.equals(Set.of("")) ? "none" : text(now)),
                        "objects of " + name + " are reached now",
                        "objects of " + name + " are no longer reachable");
            case "subtypes" ->
                now.isEmpty()
                        ? name + " is no longer tested for"
                        : old.isEmpty() ? name + " is tested for now" : parts(name, "has the subtype ", old, now);
            case "permits" -> parts(name, "permits ", old, now);
            case "members", "classes" -> parts(name, "has ", old, now);
            case "generics" ->
                now.isEmpty()
                        ? name + " no longer has generic supertypes"
                        : "generic supertypes of " + name + " are now " + asWritten(text(now));
            case "declaration" ->
                changed(
                        old,
                        now,
                        "declaration of " + name + " is now " + text(now),
                        "declaration of " + name + " counts now",
                        "declaration of " + name + " no longer counts");
            case "services" ->
                now.isEmpty()
                        ? "providers of " + name + " no longer count"
                        : "providers of " + name + " are now " + text(now);
            case "annotations" ->
                changed(
                        old,
                        now,
                        "annotations of " + name + " changed to " + text(now),
                        "annotations of " + name + " count now: " + text(now),
                        "annotations of " + name + " no longer count");
            case "application" -> "some code of the application changed";
            case "hierarchy" -> "the supertypes of some class changed";
            case "absent" -> name + (now.isEmpty() ? " is no longer absent, or no longer used" : " is absent now");
            case "untracked" -> name + " is not tracked and counts as changed";
            default -> changed(old, now, key + " is now " + text(now), key + " counts now", key + " no longer counts");
        };
    }

    /** Says which elements of a list are new and which are gone. */
    private static String parts(String name, String verb, Set<String> old, Set<String> now) {
        Set<String> gone = elements(old);
        Set<String> added = elements(now);
        Set<String> both = new TreeSet<>(gone);
        both.retainAll(added);
        gone.removeAll(both);
        added.removeAll(both);
        String losses = gone.isEmpty() ? "" : " no longer " + verb + String.join(", ", gone);
        String gains = added.isEmpty() ? "" : " now " + verb + String.join(", ", added);
        return name + losses + (losses.isEmpty() || gains.isEmpty() ? "" : " and") + gains;
    }

    private static Set<String> elements(Set<String> lists) {
        Set<String> elements = new TreeSet<>();
        lists.forEach(list -> elements.addAll(List.of(list.split(", "))));
        return elements;
    }

    /** Turns {@code Lapp.T<Ljava.lang.Long;>;} into {@code app.T<java.lang.Long>}. */
    private static String asWritten(String generic) {
        return generic.replace(";>", ">")
                .replaceAll(";(?=.)", ", ")
                .replace(";", "")
                .replaceAll("(?<![\\w.$])L(?=[\\w$]+[.<>,]?)", "");
    }

    private static String dispatch(String name, Set<String> old, Set<String> now) {
        int on = name.lastIndexOf(" on ");
        String method = withoutParameters(name.substring(0, on));
        String receiver = name.substring(on);
        return now.isEmpty()
                ? method + " no longer dispatches to " + withoutParameters(text(old)) + receiver
                : method + " now dispatches to " + withoutParameters(text(now)) + receiver;
    }

    private static String withoutParameters(String method) {
        int parameters = method.indexOf('(');
        return parameters < 0 ? method : method.substring(0, parameters) + afterParameters(method, parameters);
    }

    private static String afterParameters(String method, int parameters) {
        int end = method.indexOf(')', parameters);
        // In the name of a local class the parameters of the method around it come first.
        return end < 0 || end == method.length() - 1 ? "" : withoutParameters(method.substring(end + 1));
    }

    private static String changed(Set<String> old, Set<String> now, String changed, String added, String removed) {
        return old.isEmpty() ? added : now.isEmpty() ? removed : changed;
    }

    private static String text(Set<String> values) {
        return String.join(" and ", values);
    }
}
