package io.memo.spring.startup;

import io.memo.UnhashableTypeException;
import io.memo.call.MethodSpec;
import io.memo.engine.MethodMemoizer;
import io.memo.spring.report.FindingCode;
import io.memo.spring.report.StartupFinding;
import io.memo.spring.spec.ReturnTypes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks through what a memoized method declares for what cannot be hashed: of its results, which then are never stored, and of
 * its parameters, with which no call has a key. Also for a limit that cannot hold.
 */
final class DeclaredFindings {

    private DeclaredFindings() {}

    /** Returns what was found about the method that is not accepted. */
    static List<StartupFinding> of(MethodMemoizer memoizer, Collection<String> accepted) {
        MethodSpec spec = memoizer.spec();
        List<StartupFinding> found = new ArrayList<>();
        UnhashableTypeException result = result(memoizer, spec);
        if (result != null) {
            String remedies = "The method runs at every call that returns one. " + anyOf(result);
            found.add(new StartupFinding(FindingCode.UNSTORABLE_RESULT, spec.name(), places(result), remedies));
        }
        if (memoizer.startupChecks().isLimitedUnseen()) {
            found.add(new StartupFinding(
                    FindingCode.SIZE_UNKNOWN,
                    spec.name(),
                    spec.maxBytes() == null
                            ? "allowOutputMutation = true beside memo.max-bytes"
                            : "allowOutputMutation = true beside maxBytes"));
        }
        for (UnhashableTypeException argument : memoizer.startupChecks().unhashableParameters()) {
            String remedies =
                    "No call with one has a key: it fails, or runs with memo.on-unhashable=bypass. " + anyOf(argument);
            found.add(new StartupFinding(FindingCode.UNHASHABLE, spec.name(), places(argument), remedies));
        }
        return found.stream()
                .filter(cause -> !accepted.contains(cause.code().code()))
                .toList();
    }

    private static @Nullable UnhashableTypeException result(MethodMemoizer memoizer, MethodSpec spec) {
        return memoizer.startupChecks()
                .unstorable(ReturnTypes.kept(spec.method(), spec.targetClass()).getType());
    }

    private static String places(UnhashableTypeException refused) {
        return refused.offences().stream()
                .map(offence -> "%s (%s): %s".formatted(offence.path(), offence.type(), offence.reason()))
                .collect(Collectors.joining(", "));
    }

    private static String anyOf(UnhashableTypeException refused) {
        return "Any one of these helps: " + String.join("; ", refused.remedies()) + ".";
    }
}
