package io.memo.spring.autoconfigure;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * The packages of the application: those of Boot's auto-configuration, those that {@code memo.packages} names, and those that the
 * annotations of its classes scan, whether for components, entities, repositories, clients or properties. All such annotations
 * name them by {@code basePackages} and {@code basePackageClasses}, or mean the package of the annotated class.
 */
final class ApplicationPackages {

    private static final String DELIMITERS = ",; \t\n";

    private final ConfigurableListableBeanFactory beanFactory;
    private final Environment environment;
    private final Set<String> packages = new LinkedHashSet<>();

    private ApplicationPackages(ConfigurableListableBeanFactory beanFactory, Environment environment) {
        this.beanFactory = beanFactory;
        this.environment = environment;
    }

    /**
     * Returns the packages, those of Boot first; none that lies in another but for those that are named by hand.
     *
     * @param named those that {@code memo.packages} names
     */
    static List<String> of(ConfigurableApplicationContext context, List<String> named) {
        ApplicationPackages found = new ApplicationPackages(context.getBeanFactory(), context.getEnvironment());
        if (AutoConfigurationPackages.has(found.beanFactory)) {
            found.packages.addAll(AutoConfigurationPackages.get(found.beanFactory));
        }
        found.packages.addAll(named);
        found.follow();
        return List.copyOf(found.packages);
    }

    /** What a scan finds may scan in turn. */
    private void follow() {
        Deque<AnnotationMetadata> left = new ArrayDeque<>(annotated());
        for (boolean more = true; more; ) {
            more = false;
            for (int i = left.size(); i > 0; i--) {
                AnnotationMetadata next = left.removeFirst();
                if (isWithin(next.getClassName())) {
                    more |= addScanned(next);
                } else {
                    left.addLast(next);
                }
            }
        }
    }

    private List<AnnotationMetadata> annotated() {
        return Stream.of(beanFactory.getBeanDefinitionNames())
                .map(beanFactory::getBeanDefinition)
                .map(ApplicationPackages::metadata)
                .flatMap(Stream::ofNullable)
                .toList();
    }

    private static @Nullable AnnotationMetadata metadata(BeanDefinition definition) {
        boolean ofClass = definition instanceof AnnotatedBeanDefinition && definition.getFactoryMethodName() == null;
        return ofClass ? ((AnnotatedBeanDefinition) definition).getMetadata() : null;
    }

    private boolean addScanned(AnnotationMetadata annotated) {
        return annotated.getAnnotations().stream()
                        .filter(ApplicationPackages::scans)
                        .flatMap(annotation -> scanned(annotation, annotated.getClassName()))
                        .filter(found -> !isWithin(found + ".") && packages.add(found))
                        .count()
                > 0;
    }

    private static boolean scans(MergedAnnotation<?> annotation) {
        return annotation.getValue("basePackages", String[].class).isPresent()
                && annotation.getValue("basePackageClasses").isPresent();
    }

    private Stream<String> scanned(MergedAnnotation<?> annotation, String annotated) {
        List<String> named = Stream.of(annotation.getStringArray("basePackages"))
                .map(environment::resolvePlaceholders)
                .flatMap(written -> Stream.of(StringUtils.tokenizeToStringArray(written, DELIMITERS)))
                .map(ApplicationPackages::beforePattern)
                .filter(StringUtils::hasText)
                .toList();
        List<String> ofClasses = Stream.of(annotation.getStringArray("basePackageClasses"))
                .map(ClassUtils::getPackageName)
                .toList();
        return named.isEmpty() && ofClasses.isEmpty()
                ? Stream.of(ClassUtils.getPackageName(annotated))
                : Stream.concat(named.stream(), ofClasses.stream());
    }

    /** Of {@code com.acme.*.web} that is {@code com.acme}. */
    private static String beforePattern(String name) {
        int pattern = StringUtils.hasText(name) ? name.replace('?', '*').indexOf('*') : -1;
        return pattern < 0 ? name : name.substring(0, Math.max(0, name.lastIndexOf('.', pattern)));
    }

    private boolean isWithin(String className) {
        return packages.stream().anyMatch(name -> className.startsWith(name + "."));
    }
}
