package io.memo.spring.startup;

import io.memo.InvalidMemoizeException;
import io.memo.KeyDimension;
import io.memo.call.MethodSpec;
import io.memo.fingerprint.Finding;
import io.memo.fingerprint.FindingKind;
import io.memo.spring.async.CarriedContext;
import io.memo.spring.dimension.CoveredCalls;
import java.util.List;

/** Whether a run behind the caller has what the method asks of the caller. */
final class RefreshContext {

    private static final List<String> ALWAYS_ALONG = List.of("locale", "zone");
    private static final String REMEDY = "Add io.micrometer:context-propagation to the class path, or remove refresh.";

    private RefreshContext() {}

    /** @throws InvalidMemoizeException if it is computed anew behind callers and asks for what only these have */
    static void require(MethodSpec spec, List<Finding> does) {
        if (!CarriedContext.propagates()) {
            requireNone(spec, does);
        }
    }

    /** Does the same where nothing but the language and the time zone is taken along. */
    static void requireNone(MethodSpec spec, List<Finding> does) {
        if (spec.freshness().refresh() == null) {
            return;
        }
        spec.varyBy().stream()
                .filter(CoveredCalls::isReadyMade)
                .map(KeyDimension::name)
                .filter(name -> !ALWAYS_ALONG.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw spec.refusal(
                            "refresh is set, and it varies by '%s', which a run behind the caller does not have."
                                    .formatted(name),
                            REMEDY);
                });
        does.stream()
                .filter(finding -> finding.kind() == FindingKind.USER_CONTEXT)
                .filter(finding -> ALWAYS_ALONG.stream().noneMatch(name -> CoveredCalls.areOf(name, finding)))
                .findFirst()
                .ifPresent(finding -> {
                    throw spec.refusal(
                            "refresh is set, but %s, and a run behind the caller does not have what the caller had."
                                    .formatted(finding),
                            REMEDY);
                });
    }
}
