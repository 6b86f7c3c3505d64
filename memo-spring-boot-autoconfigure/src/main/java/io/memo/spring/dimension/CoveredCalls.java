package io.memo.spring.dimension;

import io.memo.KeyDimension;
import io.memo.fingerprint.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;

/**
 * What the ready-made dimensions tell all of, so that a method which does it and varies by the dimension hides nothing.
 *
 * <p>Of a session nothing: its id stays while its content changes. Of a request neither: the same user sends many.
 */
public final class CoveredCalls {

    private static final String SECURITY = "calls org.springframework.security.core.context.";
    private static final String I18N = "calls org.springframework.context.i18n.";

    private static final Map<String, List<String>> DEEDS = new LinkedHashMap<>();

    static {
        DEEDS.put(
                "principal",
                List.of(
                        SECURITY + "SecurityContextHolder.",
                        SECURITY + "SecurityContextHolderStrategy.",
                        SECURITY + "ReactiveSecurityContextHolder.",
                        SECURITY + "DeferredSecurityContext.",
                        "has the expression authentication.name in its @",
                        "has the expression authentication?.name in its @"));
        DEEDS.put(
                "locale",
                List.of(
                        I18N + "LocaleContextHolder.getLocale(",
                        I18N + "LocaleContextHolder.getLocaleContext(",
                        "calls org.springframework.context.support.MessageSourceAccessor.getMessage(",
                        "calls org.springframework.web.servlet.support.RequestContextUtils.getLocale("));
        DEEDS.put(
                "zone",
                List.of(I18N + "LocaleContextHolder.getTimeZone(", I18N + "TimeZoneAwareLocaleContext.getTimeZone("));
    }

    private CoveredCalls() {}

    /** Returns whether the dimension is one that memo brings along. */
    public static boolean isReadyMade(KeyDimension dimension) {
        return AopUtils.getTargetClass(dimension).getName().startsWith(CoveredCalls.class.getPackageName() + ".");
    }

    /** Returns whether the ready-made dimension of that name tells all of what was found. */
    public static boolean areOf(String dimension, Finding finding) {
        return DEEDS.getOrDefault(dimension, List.of()).stream().anyMatch(finding.what()::startsWith);
    }

    /** Returns the name of the ready-made dimension that tells all of what was found, or null if none does. */
    public static @Nullable String dimensionOf(Finding finding) {
        return DEEDS.keySet().stream()
                .filter(name -> areOf(name, finding))
                .findFirst()
                .orElse(null);
    }
}
