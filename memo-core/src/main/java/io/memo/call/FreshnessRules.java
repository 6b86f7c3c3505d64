package io.memo.call;

import io.memo.InvalidMemoizeException;
import io.memo.ReturnMode;
import io.memo.call.Freshness.Refresh;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * What a method may not say together of the times of its results, and of their release. A remedy names a property of the method, since that
 * wins over whatever else was said, and what a function has instead.
 */
public final class FreshnessRules {

    private final MethodSpec spec;
    private final Freshness said;

    private FreshnessRules(MethodSpec spec) {
        this.spec = spec;
        this.said = spec.freshness();
    }

    /**
     * Refuses what contradicts itself.
     *
     * @param releases whether stored results are released, by {@code onRelease}
     * @throws InvalidMemoizeException if something does
     */
    public static void check(MethodSpec spec, boolean releases) {
        FreshnessRules rules = new FreshnessRules(spec);
        rules.refreshComesBeforeTheEnd();
        rules.whatEndsHasAnEnd();
        rules.exceptionsHaveOneAnswer();
        if (releases) {
            rules.whatIsReleasedIsTheStoredObject();
        }
    }

    private void refreshComesBeforeTheEnd() {
        Duration ttl = spec.ttl();
        if (ttl != null
                && said.refresh() instanceof Refresh.After after
                && after.age().compareTo(ttl) >= 0) {
            Duration shorter = ttl.dividedBy(5).multipliedBy(4);
            throw spec.refusal(
                    "refresh = %s, ttl = %s; a result is computed anew before its ttl is over, so refresh must be shorter."
                            .formatted(after.age(), ttl),
                    "Write %s, or %s; of a function refresh(Duration.parse(\"%s\")), or refreshAuto()."
                            .formatted(property("refresh", shorter), property("refresh", "auto"), shorter));
        }
    }

    private void whatEndsHasAnEnd() {
        boolean ends = spec.ttl() != null || said.ttlByResult() || said.emptyTtl() != null;
        if (ends) {
            return;
        }
        if (said.refresh() instanceof Refresh.Early) {
            throw endless("refresh = auto", "it runs before the end of that", "say when: " + property("refresh", "8m"));
        }
        if (said.staleIfError() != null) {
            throw endless(
                    "staleIfError = " + said.staleIfError(),
                    "it begins at the end of that",
                    "leave it out: " + property("stale-if-error", ""));
        }
        if (said.ttlJitter() > 0 && said.refresh() == null) {
            throw endless(
                    "ttlJitter = " + percentage(said.ttlJitter()),
                    "it is a share of that",
                    "leave it out: " + property("ttl-jitter", ""));
        }
    }

    private InvalidMemoizeException endless(String attribute, String rule, String otherwise) {
        return spec.refusal(
                "%s, and there is no ttl; %s.".formatted(attribute, rule),
                "Write %s beside it, of a function ttl(Duration.ofMinutes(10)); or %s"
                        .formatted(property("ttl", "10m"), otherwise));
    }

    private void exceptionsHaveOneAnswer() {
        if (said.failureTtl() != null && said.staleIfError() != null) {
            throw spec.refusal(
                    "failureTtl = %s, staleIfError = %s; an exception is kept, or an old result answers for it, not both."
                            .formatted(said.failureTtl(), said.staleIfError()),
                    "Leave one of them out: %s or %s"
                            .formatted(property("failure-ttl", ""), property("stale-if-error", "")));
        }
    }

    private void whatIsReleasedIsTheStoredObject() {
        if (spec.persist()) {
            throw spec.refusal(
                    "onRelease beside persist = true; what was released would be read back from a file.",
                    "Write %s, or leave onRelease out: %s"
                            .formatted(property("persist", "false"), property("on-release", "")));
        }
        if (spec.returns() != ReturnMode.SHARED) {
            throw spec.refusal(
                    "onRelease beside returns = %s; callers would have other objects than the one that is released."
                            .formatted(spec.returns()),
                    "Write %s, of a function returns(ReturnMode.SHARED); or leave onRelease out: %s"
                            .formatted(property("returns", "shared"), property("on-release", "")));
        }
    }

    private String property(String attribute, Object value) {
        return "memo.methods.%s.%s=%s".formatted(spec.name(), attribute, value);
    }

    private static String percentage(double share) {
        return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }
}
