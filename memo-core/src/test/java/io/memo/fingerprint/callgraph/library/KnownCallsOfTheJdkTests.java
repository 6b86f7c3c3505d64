package io.memo.fingerprint.callgraph.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.fingerprint.classfile.code.Constant;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.flow.Operand;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Issue 16.6: what is known of calls of the JDK without following them. */
class KnownCallsOfTheJdkTests {

    private static final MethodRef COMPILE =
            new MethodRef("java/util/regex/Pattern", "compile", "(Ljava/lang/String;)Ljava/util/regex/Pattern;");

    @Test
    @DisplayName("Issue 16.6: a function on constants is tried: it succeeds or it is refused")
    void functionsOnConstantsAreTried() {
        assertThat(TriedCalls.succeeds(COMPILE, texts("a+"))).isTrue();
        assertThat(TriedCalls.succeeds(COMPILE, texts("("))).isFalse();
        assertThat(TriedCalls.succeeds(COMPILE, List.of(Operand.Other.ANY))).isFalse();
        assertThat(TriedCalls.succeeds(
                        new MethodRef("java/util/UUID", "fromString", "(Ljava/lang/String;)Ljava/util/UUID;"),
                        texts("no")))
                .isFalse();
    }

    @Test
    @DisplayName("Issue 16.6: what is not a function is not tried")
    void effectsAreNotTried() {
        assertThat(TriedCalls.succeeds(
                        new MethodRef("java/lang/System", "getProperty", "(Ljava/lang/String;)Ljava/lang/String;"),
                        texts("java.version")))
                .isFalse();
    }

    @Test
    @DisplayName("Issue 16.6: an empty container is made without an effect, one that is filled calls what it is given")
    void containersAreMadeWithoutEffect() {
        MethodRef copy = new MethodRef("java/util/ArrayList", "<init>", "(Ljava/util/Collection;)V");
        assertThat(PureCalls.contains(new MethodRef("java/util/ArrayList", "<init>", "()V")))
                .isTrue();
        assertThat(PureCalls.runsArguments(new MethodRef("java/util/ArrayList", "<init>", "()V")))
                .isFalse();
        assertThat(PureCalls.runsArguments(copy)).isTrue();
        assertThat(PureCalls.contains(new MethodRef("java/lang/Thread", "<init>", "()V")))
                .isFalse();
    }

    @Test
    @DisplayName("Issue 16.6: a look-up calls its key alone, sorting calls all that the container holds")
    void lookUpsCallTheirKeyAlone() {
        assertThat(JdkContainers.isElementwise(
                        new MethodRef("java/util/Map", "get", "(Ljava/lang/Object;)Ljava/lang/Object;")))
                .isTrue();
        assertThat(JdkContainers.isElementwise(new MethodRef("java/util/List", "sort", "(Ljava/util/Comparator;)V")))
                .isFalse();
        assertThat(JdkContainers.isElementwise(new MethodRef("java/util/Queue", "remove", "(Ljava/lang/Object;)Z")))
                .isFalse();
    }

    @Test
    @DisplayName("Issue 16.6: a value is stored without being called, a key is not")
    void valuesAreStoredOnly() {
        MethodRef put =
                new MethodRef("java/util/Map", "put", "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;");
        assertThat(JdkContainers.storesOnly(put, 0)).isFalse();
        assertThat(JdkContainers.storesOnly(put, 1)).isTrue();
        assertThat(JdkContainers.storesOnly(new MethodRef("java/util/List", "add", "(Ljava/lang/Object;)Z"), 0))
                .isTrue();
    }

    private static List<Operand> texts(String... texts) {
        return Arrays.stream(texts)
                .<Operand>map(text -> new Operand.Known(new Constant.Text(text)))
                .toList();
    }
}
