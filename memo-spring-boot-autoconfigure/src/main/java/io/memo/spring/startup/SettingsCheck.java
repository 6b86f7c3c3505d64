package io.memo.spring.startup;

import io.memo.spring.report.FindingCode;
import io.memo.spring.report.NearestName;
import io.memo.spring.report.StartupFinding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.ClassUtils;

/** Looks at start-up for settings of memo that mean nothing: they would be read by nobody, silently. Thread-safe. */
public final class SettingsCheck {

    private static final ConfigurationPropertyName.Form UNIFORM = ConfigurationPropertyName.Form.UNIFORM;
    /** Looked at by those who know the names of methods and profiles. */
    private static final Pattern OF_METHODS = Pattern.compile("memo\\.(methods|profiles)[.\\[]");
    /** So many may be wrong. */
    private static final int LETTERS = 2;

    private final Environment environment;
    private final ClassLoader loader;
    private final List<String> written;
    private final Set<String> properties;

    /**
     * @param environment holds the properties
     * @param loader sees the application's classes
     * @param written the packages that {@code memo.packages} names
     * @param properties the names of all properties of memo, but for those of single methods
     */
    public SettingsCheck(
            Environment environment, ClassLoader loader, List<String> written, Collection<String> properties) {
        this.environment = environment;
        this.loader = loader;
        this.written = List.copyOf(written);
        this.properties = Set.copyOf(properties);
    }

    /**
     * Returns what means nothing.
     *
     * @param types the classes of the application's beans
     */
    List<StartupFinding> findings(Collection<Class<?>> types) {
        List<StartupFinding> found = new ArrayList<>();
        written.forEach(name -> unknownPackage(name, types).ifPresent(found::add));
        unknownProperties().forEach(found::add);
        return found;
    }

    private Optional<StartupFinding> unknownPackage(String name, Collection<Class<?>> types) {
        if (hasClass(name)) {
            return Optional.empty();
        }
        Set<String> packages = new LinkedHashSet<>();
        types.stream().map(Class::getPackageName).forEach(packages::add);
        return Optional.of(new StartupFinding(
                FindingCode.UNKNOWN_PACKAGE,
                "the package %s of memo.packages".formatted(name),
                NearestName.of(name, packages)
                        .map(nearest -> "the nearest is " + nearest)
                        .orElse("nothing on the class path is in it")));
    }

    private boolean hasClass(String name) {
        String pattern = "classpath*:%s/**/*.class".formatted(ClassUtils.convertClassNameToResourcePath(name));
        try {
            return new PathMatchingResourcePatternResolver(loader).getResources(pattern).length > 0;
        } catch (IOException e) {
            return true;
        }
    }

    /** Only those that differ from one of memo's by a letter or two: others may be the application's own. */
    private Stream<StartupFinding> unknownProperties() {
        return StreamSupport.stream(
                        ConfigurationPropertySources.get(environment).spliterator(), false)
                .flatMap(source -> source instanceof IterableConfigurationPropertySource iterable
                        ? iterable.stream()
                        : Stream.<ConfigurationPropertyName>empty())
                .filter(name -> name.getNumberOfElements() > 1
                        && name.getElement(0, UNIFORM).equals("memo"))
                .map(SettingsCheck::dashed)
                .distinct()
                .map(this::unknownProperty)
                .flatMap(Optional::stream);
    }

    /** Without the numbers of list elements. */
    private static String dashed(ConfigurationPropertyName name) {
        return name.toString().replaceAll("\\[\\d+]", "");
    }

    private Optional<StartupFinding> unknownProperty(String name) {
        if (OF_METHODS.matcher(name).lookingAt() || isKnown(name)) {
            return Optional.empty();
        }
        return NearestName.within(LETTERS, name, properties)
                .map(nearest -> new StartupFinding(
                        FindingCode.UNKNOWN_PROPERTY, "the property " + name, "the nearest is " + nearest));
    }

    private boolean isKnown(String name) {
        return properties.stream().map(SettingsCheck::letters).anyMatch(letters(name)::equals);
    }

    /** An environment variable has an underscore for a dot and for a dash. */
    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
