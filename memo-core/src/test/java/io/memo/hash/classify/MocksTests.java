package io.memo.hash.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.hash.GoldenVectorsTests;
import io.memo.hash.Origin;
import io.memo.hash.StructuralHasher;
import io.memo.hash.format.KeyPart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.Mockito;

class MocksTests {

    record Order(String item, int count) {}

    static final class Price {

        @SuppressWarnings("unused")
        private final int cents = 5;
    }

    /** Hashes before and after Mockito mocks in place, and prints what came of it; see the tests. */
    public static void main(String[] arguments) {
        StructuralHasher hasher = StructuralHasher.create();
        boolean alike = hasher.digest(new Price()).equals(hasher.digest(new Price()))
                && hasher.digest(new Order("nail", 2)).equals(hasher.digest(new Order("nail", 2)))
                && standsForItself(hasher, new Order("nail", 2));
        System.out.println("alike before mocks: " + alike);
        System.out.println("agent attached by memo: " + isAgentAttached());
        if (arguments.length > 0) {
            Price price = Mockito.mock(Price.class);
            Order order = Mockito.mock(Order.class);
            System.out.println("mocks told apart: "
                    + (differ(hasher, price, Mockito.mock(Price.class))
                            && differ(hasher, order, Mockito.mock(Order.class))
                            && !differ(hasher, price, price)
                            && !standsForItself(hasher, order)));
            System.out.println("alike after mocks: " + !differ(hasher, new Price(), new Price()));
        }
    }

    private static boolean differ(StructuralHasher hasher, Object one, Object other) {
        return !hasher.digest(one).equals(hasher.digest(other));
    }

    private static boolean standsForItself(StructuralHasher hasher, Object order) {
        return hasher.keyPart(order, Origin.NONE) instanceof KeyPart.OfFields;
    }

    /** Where Mockito mocks in place, the boot loader has a class of it. */
    private static boolean isAgentAttached() {
        try {
            Class.forName("org.mockito.internal.creation.bytebuddy.inject.MockMethodDispatcher", false, null);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    static List<Path> platforms() throws IOException {
        return GoldenVectorsTests.platforms();
    }

    @ParameterizedTest
    @MethodSource("platforms")
    @DisplayName("Issue 12.12: Mockito on the class path alone gets no agent attached, and nothing is printed")
    void mockitoIsOnlyOnTheClassPath(Path platform) throws Exception {
        assertThat(run(platform)).containsExactly("alike before mocks: true", "agent attached by memo: false");
    }

    @ParameterizedTest
    @MethodSource("platforms")
    @DisplayName("Issue 12.12: mocks made after the first hash are told apart, each by which object it is")
    void mocksAreMadeAfterTheFirstHash(Path platform) throws Exception {
        assertThat(run(platform, "mocks"))
                .contains(
                        "alike before mocks: true",
                        "agent attached by memo: false",
                        "mocks told apart: true",
                        "alike after mocks: true");
    }

    private static List<String> run(Path platform, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                platform.resolve("bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                MocksTests.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed.lines().toList();
    }
}
