package io.memo.spring.spec;

import io.memo.CheckMode;
import io.memo.Hasher;
import io.memo.InvalidMemoizeException;
import io.memo.KeyDimension;
import io.memo.MemoIgnore;
import io.memo.Memoize;
import io.memo.MutationPolicy;
import io.memo.ReturnMode;
import io.memo.call.Freshness;
import io.memo.call.MethodSpec;
import io.memo.engine.call.CallConditions;
import io.memo.size.ByteLimit;
import io.memo.spring.dimension.DimensionBeans;
import io.memo.spring.report.FindingCode;
import io.memo.spring.report.NearestName;
import io.memo.spring.report.StartupFinding;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.annotation.AnnotatedMethod;
import org.springframework.core.env.Environment;

/**
 * Makes the specification of a method: its annotation, overridden by {@code memo.methods.<name>.*}, completed by the
 * defaults, and checked. Safe for use by several threads.
 */
public final class SpecSource {

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+");
    /** These cannot be in the path of a request, and so not in that of the actuator's endpoint. */
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[/\\\\;%\\p{Cntrl}]");

    private final Environment environment;
    private final HasherBeans hasherBeans;
    private final DimensionBeans dimensions;
    private final MemoizeDefaults defaults;
    private final MethodOverrides overrides;
    private final ConditionParser conditions;
    private final MethodNames names = new MethodNames();
    private final ParameterNameDiscoverer parameterNames = new DefaultParameterNameDiscoverer();

    /**
     * @param environment resolves placeholders and holds {@code memo.methods.*}
     * @param hasherBeans makes the hashers that annotations name
     * @param dimensions finds the dimensions that annotations name
     * @param defaults what holds where nothing is said
     * @param beanFactory holds the beans that conditions refer to
     */
    public SpecSource(
            Environment environment,
            HasherBeans hasherBeans,
            DimensionBeans dimensions,
            MemoizeDefaults defaults,
            BeanFactory beanFactory) {
        this.environment = environment;
        this.hasherBeans = hasherBeans;
        this.dimensions = dimensions;
        this.defaults = defaults;
        this.overrides = new MethodOverrides(environment);
        this.conditions = new ConditionParser(beanFactory);
    }

    /**
     * Returns the specification.
     *
     * @param memoize the annotation, aliases applied
     * @param method the method whose body runs
     * @param targetClass the class of its targets, without proxies
     * @throws InvalidMemoizeException if the annotation or its properties cannot be honoured; the message names the
     *     method, the attribute, the value and the rule
     */
    public MethodSpec spec(Memoize memoize, Method method, Class<?> targetClass) {
        return spec(memoize, method, targetClass, MethodNames.Owner.of(targetClass));
    }

    /** Returns the same for a method that is named after another class than that of its code. */
    public MethodSpec spec(Memoize memoize, Method method, Class<?> targetClass, MethodNames.Owner owner) {
        ReturnTypes.check(method, owner.type());
        String name = names.name(memoize, method, owner);
        MethodProperties override = overrides.of(name);
        Subject subject = new Subject(name, method);
        requireName(memoize.name(), subject);
        return new MethodSpec(
                name,
                method,
                targetClass,
                parameters(method, targetClass),
                ttl(memoize, override, subject),
                Freshness.PLAIN,
                maxEntries(memoize, override, subject),
                maxBytes(memoize, override, subject),
                allowsChanges(memoize, override),
                onMutation(memoize, override, subject, targetClass),
                mutationCheck(memoize, override, subject),
                returns(memoize, override, subject, targetClass),
                override.version() != null ? override.version() : memoize.version(),
                hashers(memoize, override),
                varyBy(memoize, override, subject),
                override.persist() != null ? override.persist() : memoize.persist(),
                defaults.shared() && !Boolean.FALSE.equals(override.shared()));
    }

    private static void requireName(String given, Subject subject) {
        if (NOT_IN_NAMES.matcher(given).find() || (given.isBlank() && !given.isEmpty())) {
            throw subject.refuse(
                    "name = \"%s\"; it must not be blank, nor hold / \\ ; %% or control characters, for it stands in paths of"
                                    .formatted(given)
                            + " requests and in tags of meters.",
                    "Write words with dots between them, such as reports.total.");
        }
    }

    /**
     * Returns what decides about single calls of the method, or null if nothing does.
     *
     * @throws InvalidMemoizeException if an expression cannot be honoured
     */
    public @Nullable CallConditions conditions(Memoize memoize, MethodSpec spec) {
        return conditions.conditions(memoize, overrides.of(spec.name()), spec, new Subject(spec.name(), spec.method()));
    }

    /** Returns whether the method with this name is memoized from the start, not only after it is switched on. */
    public boolean enabled(String name) {
        return !Boolean.FALSE.equals(overrides.of(name).enabled());
    }

    private List<MethodSpec.Parameter> parameters(Method method, Class<?> targetClass) {
        String[] found = parameterNames.getParameterNames(method);
        List<MethodSpec.Parameter> parameters = new ArrayList<>();
        // Finds annotations on the parameters of overridden and implemented methods too.
        for (MethodParameter parameter : new AnnotatedMethod(method).getMethodParameters()) {
            int index = parameter.getParameterIndex();
            String name = found != null && found[index] != null ? found[index] : "argument" + index;
            parameters.add(new MethodSpec.Parameter(name, parameter.hasParameterAnnotation(MemoIgnore.class)));
        }
        return parameters;
    }

    private @Nullable Duration ttl(Memoize memoize, MethodProperties override, Subject subject) {
        Duration ttl = override.ttl() != null ? override.ttl() : parse(memoize.ttl(), subject);
        if (ttl != null && (ttl.isNegative() || ttl.isZero())) {
            Object written = override.ttl() != null ? ttl : memoize.ttl();
            throw subject.refuse("ttl = \"%s\"; it must be positive.".formatted(written), "Leave it out for no limit.");
        }
        return ttl;
    }

    private @Nullable Duration parse(String written, Subject subject) {
        if (written.isEmpty()) {
            return null;
        }
        String remedy = "Write a duration such as 10m, PT1H or ${some.property}.";
        String resolved;
        try {
            resolved = environment.resolveRequiredPlaceholders(written).trim();
        } catch (IllegalArgumentException e) {
            throw subject.refuse("ttl = \"%s\" has a placeholder without a value.".formatted(written), remedy, e);
        }
        try {
            return resolved.isEmpty() ? null : DurationStyle.detectAndParse(resolved);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw subject.refuse("ttl = \"%s\" is not a duration.".formatted(resolved), remedy, e);
        }
    }

    private int maxEntries(Memoize memoize, MethodProperties override, Subject subject) {
        int annotated = memoize.maxEntries() == Memoize.UNSET ? defaults.maxEntries() : memoize.maxEntries();
        int maxEntries = override.maxEntries() != null ? override.maxEntries() : annotated;
        if (maxEntries < 1) {
            throw subject.refuse(
                    "maxEntries = %d; it must be at least 1.".formatted(maxEntries),
                    "Leave it out for the default, or remove @Memoize to keep nothing.");
        }
        return maxEntries;
    }

    private @Nullable Long maxBytes(Memoize memoize, MethodProperties override, Subject subject) {
        String written = override.maxBytes() != null ? override.maxBytes() : memoize.maxBytes();
        String remedy = "Write a size such as 64MB, a share of the heap such as 10%, or ${some.property}.";
        if (written.isBlank()) {
            return null;
        }
        String resolved;
        try {
            resolved = environment.resolveRequiredPlaceholders(written).trim();
        } catch (IllegalArgumentException e) {
            throw subject.refuse("maxBytes = \"%s\" has a placeholder without a value.".formatted(written), remedy, e);
        }
        try {
            return resolved.isEmpty() ? null : ByteLimit.parse(resolved);
        } catch (IllegalArgumentException e) {
            throw subject.refuse("maxBytes = \"%s\" is not a limit in bytes.".formatted(resolved), remedy, e);
        }
    }

    private MutationPolicy onMutation(
            Memoize memoize, MethodProperties override, Subject subject, Class<?> targetClass) {
        MutationPolicy[] annotated = memoize.onMutation();
        if (annotated.length > 1) {
            throw subject.refuse(
                    "onMutation = %s; there can be only one policy.".formatted(List.of(annotated)),
                    "Keep one of them.");
        }
        if (override.onMutation() != null) {
            return override.onMutation();
        }
        if (annotated.length == 1) {
            return annotated[0];
        }
        boolean serves =
                defaults.onMutation() != MutationPolicy.WARN || !ErasedResults.areOf(subject.method(), targetClass);
        return serves ? defaults.onMutation() : MutationPolicy.RECOMPUTE;
    }

    private CheckMode mutationCheck(Memoize memoize, MethodProperties override, Subject subject) {
        CheckMode[] annotated = memoize.mutationCheck();
        if (annotated.length > 1) {
            throw subject.refuse(
                    "mutationCheck = %s; there can be only one.".formatted(List.of(annotated)), "Keep one of them.");
        }
        if (override.mutationCheck() != null) {
            return override.mutationCheck();
        }
        return annotated.length == 1 ? annotated[0] : defaults.mutationCheck();
    }

    private ReturnMode returns(Memoize memoize, MethodProperties override, Subject subject, Class<?> targetClass) {
        ReturnMode[] annotated = memoize.returns();
        if (annotated.length > 1) {
            throw subject.refuse(
                    "returns = %s; there can be only one.".formatted(List.of(annotated)), "Keep one of them.");
        }
        if (override.returns() != null) {
            return override.returns();
        }
        if (annotated.length == 1) {
            return annotated[0];
        }
        boolean shares = allowsChanges(memoize, override)
                || CommonReturns.impossible(defaults.returns(), subject.method(), targetClass) != null;
        return shares ? ReturnMode.SHARED : defaults.returns();
    }

    /** Who allows changes to the results of a method shares them, whatever holds for the others. */
    private static boolean allowsChanges(Memoize memoize, MethodProperties override) {
        return override.allowOutputMutation() != null ? override.allowOutputMutation() : memoize.allowOutputMutation();
    }

    /** Returns a finding if {@code memo.returns} alone speaks of the method, and its results cannot be returned so. */
    public List<StartupFinding> sharedResult(Memoize memoize, MethodSpec spec) {
        MethodProperties override = overrides.of(spec.name());
        boolean common = override.returns() == null && memoize.returns().length == 0;
        return common && spec.returns() != defaults.returns() && !allowsChanges(memoize, override)
                ? CommonReturns.finding(defaults.returns(), spec)
                : List.of();
    }

    private List<Hasher<?>> hashers(Memoize memoize, MethodProperties override) {
        List<Class<? extends Hasher<?>>> types =
                override.hashers() != null ? override.hashers() : List.of(memoize.hashers());
        return types.stream().<Hasher<?>>map(hasherBeans::ofClass).toList();
    }

    private List<KeyDimension> varyBy(Memoize memoize, MethodProperties override, Subject subject) {
        List<String> own = override.varyBy() != null ? override.varyBy() : List.of(memoize.varyBy());
        return dimensions.with(own, subject::refuse);
    }

    /** Returns the start-up findings about the method that are accepted. */
    public List<String> suppressedWarnings(Memoize memoize, Method method, Class<?> targetClass) {
        return suppressedWarnings(memoize, names.name(memoize, method, MethodNames.Owner.of(targetClass)));
    }

    /** Returns the start-up findings about the method with this name that are accepted. */
    public List<String> suppressedWarnings(Memoize memoize, String name) {
        List<String> override = overrides.of(name).suppressWarnings();
        return override != null ? override : List.of(memoize.suppressWarnings());
    }

    /** Returns a finding if the ttl has no unit: Boot takes it for milliseconds, and who writes 600 means ten minutes. */
    public List<StartupFinding> bareTtl(Memoize memoize, String name) {
        String property = overrides.writtenTtl(name);
        String written = environment
                .resolvePlaceholders(property != null ? property : memoize.ttl())
                .trim();
        return NUMBER.matcher(written).matches()
                ? List.of(new StartupFinding(
                        FindingCode.TTL_WITHOUT_UNIT, name, "\"%1$s\" is %1$s milliseconds".formatted(written)))
                : List.of();
    }

    /** Returns a finding for each code that the method accepts and that does not exist. */
    public List<StartupFinding> unknownCodes(Memoize memoize, String name) {
        List<String> codes =
                Stream.of(FindingCode.values()).map(FindingCode::code).toList();
        return suppressedWarnings(memoize, name).stream()
                .filter(code -> !codes.contains(code))
                .map(code -> new StartupFinding(
                        FindingCode.UNKNOWN_CODE,
                        name,
                        "suppressWarnings has \"%s\"; %s".formatted(code, NearestName.told(code, codes))))
                .toList();
    }

    /** Tells of classes with memoized methods before their methods are specified, so that names depend on no order. */
    public void announce(Collection<Class<?>> types) {
        names.announce(types);
    }

    /** Returns a finding for each property that is about a method which does not exist. */
    public List<StartupFinding> unknownMethods() {
        return overrides.unknown(names.given());
    }

    /** What a refusal is about. */
    record Subject(String name, Method method) {

        InvalidMemoizeException refuse(String problem, String remedy) {
            return refuse(problem, remedy, null);
        }

        InvalidMemoizeException refuse(String problem, String remedy, @Nullable Throwable cause) {
            return new InvalidMemoizeException(
                    "@Memoize on %s (memo.methods.%s): %s".formatted(ReturnTypes.describe(method), name, problem),
                    remedy,
                    cause);
        }
    }
}
