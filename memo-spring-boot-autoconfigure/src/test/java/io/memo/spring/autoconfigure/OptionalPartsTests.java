package io.memo.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.Memoize;
import io.memo.Memoizer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.type.AnnotationMetadata;

class OptionalPartsTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withPropertyValues(
                    "management.endpoints.web.exposure.include=*",
                    "memo.observations.enabled=true",
                    "memo.log-slow-after=1h")
            .withUserConfiguration(Application.class);

    @ParameterizedTest(name = "actuator {0}, Micrometer {1}, health {2}")
    @DisplayName("S01: actuator, Micrometer, health: each may be there without the others")
    @CsvSource({
        "true, true, true",
        "true, true, false",
        "true, false, true",
        "true, false, false",
        "false, true, true",
        "false, true, false",
        "false, false, true",
        "false, false, false"
    })
    void contextStartsWithEachPartMissing(boolean actuator, boolean micrometer, boolean health) {
        List<String> absent = new ArrayList<>();
        if (!actuator) {
            absent.add("org.springframework.boot.actuate");
        }
        if (!micrometer) {
            absent.add("io.micrometer");
        }
        if (!health) {
            absent.add("org.springframework.boot.health");
        }
        runner.withClassLoader(new FilteredClassLoader(absent.toArray(String[]::new)))
                .run(context -> {
                    assertThat(context).hasNotFailed().hasSingleBean(Memoizer.class);
                    Service service = context.getBean(Service.class);
                    assertThat(service.answer(1)).isSameAs(service.answer(1));

                    assertThat(context.containsBean("memoEndpoint")).isEqualTo(actuator);
                    assertThat(context.containsBean("memoInfoContributor")).isEqualTo(actuator);
                    assertThat(context.containsBean("memoMeters")).isEqualTo(micrometer);
                    assertThat(context.containsBean("memoCacheMeters")).isEqualTo(micrometer);
                    assertThat(context.containsBean("memoComputationObservations"))
                            .isEqualTo(micrometer);
                });
    }

    public static class Service {

        @Memoize
        public Object answer(int question) {
            return "answer " + question;
        }
    }

    static class OwnAutoConfigurations implements ImportSelector {

        @Override
        public String[] selectImports(AnnotationMetadata importing) {
            return StreamSupport.stream(
                            ImportCandidates.load(
                                            AutoConfiguration.class, getClass().getClassLoader())
                                    .spliterator(),
                            false)
                    .filter(name -> name.startsWith("io.memo."))
                    .toArray(String[]::new);
        }
    }

    // Found by name, as in an application: a class that refers to what is absent must not be loaded for it.
    @Configuration(proxyBeanMethods = false)
    @Import(OwnAutoConfigurations.class)
    static class Application {

        @Bean
        Service service() {
            return new Service();
        }
    }
}
