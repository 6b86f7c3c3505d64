package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds memoized methods against the same code without memo, in applications made by chance. */
@DisplayName("SPEC 6.8, issue 13.6: objects that a library hands out, in applications made by chance")
class LookedUpObjectsTests {

    private static final int SERVICES = Integer.getInteger("memo.services", 30);

    private static final int STEPS = 15;

    @TempDir
    private Path folder;

    @Test
    @DisplayName("SPEC 1.5: whatever changes in what is handed out, the answer is that of the code")
    void answersAreThoseOfTheCode() {
        for (long seed = 1; seed <= Math.max(1, SERVICES / 60); seed++) {
            LookedUpApplications application = new LookedUpApplications(seed, Math.min(60, SERVICES));
            try (OutsideApplication shop =
                    OutsideApplication.in(folder.resolve("" + seed)).start(application.sources())) {
                List<String> wrong = new ArrayList<>();
                Random random = new Random(seed);
                for (int step = 0; step < STEPS; step++) {
                    int tariff = random.nextInt(application.tariffs());
                    OutsideApplication.invoke(shop.context().getBean("t" + tariff), "change", random.nextInt(4) + 1);
                    for (int i = 0; i < application.services(); i++) {
                        Object service = shop.context().getBean("s" + i);
                        int answer = OutsideApplication.<Integer>invoke(service, "price", 10);
                        int again = OutsideApplication.<Integer>invoke(service, "price", 10);
                        int right = OutsideApplication.<Integer>invoke(service, "plain", 10);
                        if (answer != right || again != right) {
                            wrong.add("s" + i + " " + application.shape(i) + ": " + answer + " instead of " + right
                                    + " after a change of T" + tariff);
                        }
                    }
                }
                assertThat(wrong).as("seed %d", seed).isEmpty();
                for (int i = 0; i < application.services(); i++) {
                    long hits = shop.memoized("S" + i + ".price").figures().hits();
                    assertThat(hits).as("hits of " + application.shape(i)).isGreaterThanOrEqualTo(STEPS);
                }
            }
        }
    }
}
