package io.memo.spring.spec;

import io.memo.Hasher;
import io.memo.InvalidMemoizeException;
import io.memo.MemoIgnore;
import io.memo.Memoize;
import io.memo.MutationPolicy;
import io.memo.ReturnMode;
import io.memo.call.MethodSpec;
import io.memo.engine.call.CallConditions;
import io.memo.size.ByteLimit;
import io.memo.spring.dimension.DimensionBeans;
import io.memo.spring.report.FindingCode;
import io.memo.spring.report.NearestName;
import io.memo.spring.report.StartupFinding;
import io.memo.spring.spec.MethodSettings.Said;
import io.memo.spring.spec.condition.ConditionParser;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.annotation.AnnotatedMethod;
import org.springframework.core.env.Environment;

/**
 * Makes the specification of a method: its annotation, overridden by {@code memo.methods.<name>.*}, completed by its profile and the
 * defaults, and checked. Safe for use by several threads.
 */
public final class SpecSource {

    /** These cannot be in the path of a request, and so not in that of the actuator's endpoint. */
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[/\\\\;%\\p{Cntrl}]");

    private final Environment environment;
    private final HasherBeans hasherBeans;
    private final DimensionBeans dimensions;
    private final MemoizeDefaults defaults;
    private final MethodOverrides methods;
    private final MethodOverrides profiles;
    private final FreshnessSource freshness;
    private final ConditionParser conditions;
    private final MethodNames names = new MethodNames();
    private final ParameterNameDiscoverer parameterNames = new DefaultParameterNameDiscoverer();

    /**
     * @param environment resolves placeholders and holds {@code memo.methods.*} and {@code memo.profiles.*}
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
        this.methods = MethodOverrides.ofMethods(environment);
        this.profiles = MethodOverrides.ofProfiles(environment);
        this.freshness = new FreshnessSource(environment);
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
        MethodSettings settings = settings(memoize, name);
        Subject subject = new Subject(name, method);
        requireName(memoize.name(), subject);
        requireProfile(settings, subject);
        requireSingle(memoize, subject);
        return new MethodSpec(
                name,
                method,
                targetClass,
                parameters(method, targetClass),
                freshness.ttl(settings, subject),
                freshness.freshness(settings, subject),
                maxEntries(settings, subject),
                maxBytes(settings, subject),
                settings.value(MethodProperties::allowOutputMutation, false),
                onMutation(settings, method, targetClass),
                settings.value(MethodProperties::mutationCheck, defaults.mutationCheck()),
                returns(settings, method, targetClass),
                settings.value(MethodProperties::version, ""),
                hashers(settings),
                dimensions.with(settings.value(MethodProperties::varyBy, List.of()), subject::refuse),
                settings.value(MethodProperties::persist, false),
                defaults.shared() && settings.value(MethodProperties::shared, true) && !releases(settings));
    }

    private MethodSettings settings(Memoize memoize, String name) {
        return MethodSettings.of(memoize, name, methods, profiles);
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
     * Returns what decides about single calls of the method and about its results, or null if nothing does.
     *
     * @throws InvalidMemoizeException if an expression cannot be honoured
     */
    public @Nullable CallConditions conditions(Memoize memoize, MethodSpec spec) {
        Subject subject = new Subject(spec.name(), spec.method());
        MethodSettings settings = settings(memoize, spec.name());
        return conditions.conditions(
                settings.expressions(freshness.ttlExpression(settings, subject)), spec, subject::refuse);
    }

    /** Returns whether the method with this name is memoized from the start, not only after it is switched on. */
    public boolean enabled(Memoize memoize, String name) {
        return settings(memoize, name).value(MethodProperties::enabled, true);
    }

    private void requireProfile(MethodSettings settings, Subject subject) {
        Said<String> unknown = settings.unknownProfile();
        if (unknown != null) {
            throw subject.refuse(
                    "%s = \"%s\"; no property says anything of a profile of this name: %s."
                            .formatted(unknown.where(), unknown.value(), whatThereIs(unknown.value())),
                    "Correct the name, or write what the profile says, such as %s.ttl=10m."
                            .formatted(profiles.prefix(unknown.value())));
        }
    }

    private String whatThereIs(String profile) {
        // A name of which nothing is said that can be said.
        return profiles.names().contains(profile)
                ? profiles.unknownOfProfiles().stream()
                        .filter(each -> each.method().contains(profiles.prefix(profile) + "."))
                        .map(each -> each.method() + " says what cannot be said, " + each.cause())
                        .collect(Collectors.joining("; "))
                : NearestName.told(profile, profiles.names());
    }

    private static void requireSingle(Memoize memoize, Subject subject) {
        requireSingle("onMutation", memoize.onMutation(), subject);
        requireSingle("mutationCheck", memoize.mutationCheck(), subject);
        requireSingle("returns", memoize.returns(), subject);
    }

    private static void requireSingle(String attribute, Object[] given, Subject subject) {
        if (given.length > 1) {
            throw subject.refuse(
                    "%s = %s; there can be only one.".formatted(attribute, List.of(given)), "Keep one of them.");
        }
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

    private int maxEntries(MethodSettings settings, Subject subject) {
        Said<Integer> said = settings.said("maxEntries", MethodProperties::maxEntries);
        if (said != null && said.value() < 1) {
            throw subject.refuse(
                    "%s = %d; it must be at least 1.".formatted(said.where(), said.value()),
                    "Leave it out for the default, or remove @Memoize to keep nothing.");
        }
        return said == null ? defaults.maxEntries() : said.value();
    }

    private @Nullable Long maxBytes(MethodSettings settings, Subject subject) {
        Said<String> said = settings.said("maxBytes", MethodProperties::maxBytes);
        String remedy = "Write a size such as 64MB, a share of the heap such as 10%, or ${some.property}.";
        if (said == null || said.value().isBlank()) {
            return null;
        }
        String resolved;
        try {
            resolved = environment.resolveRequiredPlaceholders(said.value()).trim();
        } catch (IllegalArgumentException e) {
            throw subject.refuse(
                    "%s = \"%s\" has a placeholder without a value.".formatted(said.where(), said.value()), remedy, e);
        }
        try {
            return resolved.isEmpty() ? null : ByteLimit.parse(resolved);
        } catch (IllegalArgumentException e) {
            throw subject.refuse("%s = \"%s\" is not a limit in bytes.".formatted(said.where(), resolved), remedy, e);
        }
    }

    private MutationPolicy onMutation(MethodSettings settings, Method method, Class<?> targetClass) {
        boolean serves = defaults.onMutation() != MutationPolicy.WARN || !ErasedResults.areOf(method, targetClass);
        return settings.value(MethodProperties::onMutation, serves ? defaults.onMutation() : MutationPolicy.RECOMPUTE);
    }

    private ReturnMode returns(MethodSettings settings, Method method, Class<?> targetClass) {
        if (settings.says(MethodProperties::returns)) {
            return settings.value(MethodProperties::returns, defaults.returns());
        }
        boolean shares =
                sharesResults(settings) || CommonReturns.impossible(defaults.returns(), method, targetClass) != null;
        return shares ? ReturnMode.SHARED : defaults.returns();
    }

    /** Who allows changes to the results of a method, or has them released, shares them, whatever holds for the others. */
    private static boolean sharesResults(MethodSettings settings) {
        return settings.value(MethodProperties::allowOutputMutation, false) || releases(settings);
    }

    private static boolean releases(MethodSettings settings) {
        return !settings.value(MethodProperties::onRelease, "").isBlank();
    }

    /** Returns a finding if {@code memo.returns} alone speaks of the method, and its results cannot be returned so. */
    public List<StartupFinding> sharedResult(Memoize memoize, MethodSpec spec) {
        MethodSettings settings = settings(memoize, spec.name());
        boolean common = !settings.says(MethodProperties::returns) && !sharesResults(settings);
        return common && spec.returns() != defaults.returns()
                ? CommonReturns.finding(defaults.returns(), spec)
                : List.of();
    }

    private List<Hasher<?>> hashers(MethodSettings settings) {
        List<Class<? extends Hasher<?>>> none = List.of();
        return settings.value(MethodProperties::hashers, none).stream()
                .<Hasher<?>>map(hasherBeans::ofClass)
                .toList();
    }

    /** Returns the start-up findings about the method that are accepted. */
    public List<String> suppressedWarnings(Memoize memoize, Method method, Class<?> targetClass) {
        return suppressedWarnings(memoize, names.name(memoize, method, MethodNames.Owner.of(targetClass)));
    }

    /** Returns the start-up findings about the method with this name that are accepted. */
    public List<String> suppressedWarnings(Memoize memoize, String name) {
        return settings(memoize, name).value(MethodProperties::suppressWarnings, List.of());
    }

    /** Returns a finding if a duration has no unit: Boot takes it for milliseconds, and who writes 600 means ten minutes. */
    public List<StartupFinding> bareDurations(Memoize memoize, String name) {
        return freshness
                .withoutUnit(settings(memoize, name))
                .map(said -> new StartupFinding(
                        FindingCode.TTL_WITHOUT_UNIT,
                        name,
                        "%1$s = \"%2$s\" is %2$s milliseconds".formatted(said.where(), said.value())))
                .toList();
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

    /** Returns a finding for each property of a method that does not exist, and for each that says what cannot be said. */
    public List<StartupFinding> unknownProperties() {
        return Stream.concat(methods.unknown(names.given()).stream(), profiles.unknownOfProfiles().stream())
                .toList();
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
