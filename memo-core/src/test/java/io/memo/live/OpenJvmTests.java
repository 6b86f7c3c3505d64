package io.memo.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("SPEC 6.7: a JVM whose code may be replaced")
class OpenJvmTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=5005",
                "-Xrunjdwp:transport=dt_socket,server=y",
                "-XX:HotswapAgent=fatjar",
                "-XX:HotswapAgent=core",
                "-XX:+AllowEnhancedClassRedefinition",
                "-javaagent:/opt/hotswap-agent.jar=autoHotswap=true",
                "-javaagent:lib/HotSwapAgent-2.jar"
            })
    void optionOfDevelopersOpensIt(String option) {
        assertThat(OpenJvm.isOpened(List.of("-Xmx1g", option), null)).isTrue();
        assertThat(OpenJvm.isOpened(List.of("-Xmx1g"), "-Dfile.encoding=UTF-8 " + option))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-javaagent:/opt/opentelemetry-javaagent.jar",
                "-javaagent:jacoco.jar=destfile=hot.exec",
                "-XX:HotswapAgent=disabled",
                "-XX:-AllowEnhancedClassRedefinition",
                "-Dnote=-agentlib:jdwp"
            })
    void optionOfProductionDoesNot(String option) {
        assertThat(OpenJvm.isOpened(List.of(option), option)).isFalse();
    }

    @Test
    void nothingIsAskedOfAnEmptyEnvironment() {
        assertThat(OpenJvm.isOpened(List.of(), "")).isFalse();
    }
}
