package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.memo.MemoizedMethod;
import io.memo.Memoizer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("6.8: objects that a library hands out, in every way that people write")
class LookUpKindsTests {

    private static final List<LookUpRows.Row> ROWS = LookUpRows.followed();

    private static OutsideApplication shop;
    private static OutsideApplication changed;

    @BeforeAll
    static void start(@TempDir Path folder) {
        shop = OutsideApplication.in(folder.resolve("a")).start(LookUpRows.sources(ROWS, ""));
        changed = OutsideApplication.in(folder.resolve("b")).start(LookUpRows.sources(ROWS, "+ 7"));
    }

    @AfterAll
    static void stop() {
        shop.close();
        changed.close();
    }

    static Stream<Arguments> rows() {
        return IntStream.range(0, ROWS.size())
                .mapToObj(row -> Arguments.of(row, ROWS.get(row).name()));
    }

    @ParameterizedTest(
            name = "SPEC 6.8: {1}: a change of its state is a miss, a change back a hit, and a bystander's is neither")
    @MethodSource("rows")
    void stateOfWhatIsHandedOutCounts(int row, String name) {
        int first = price(row);
        // What is made by the first look-up was not part of its key.
        assertThat(price(row)).isEqualTo(first);
        assertThat(hitsOfOneMoreCall(row)).isOne();
        OutsideApplication.invoke(bean("bystander", row), "see");
        assertThat(hitsOfOneMoreCall(row)).isOne();
        change(row, 4);
        assertThat(price(row)).isEqualTo(plain(row)).isNotEqualTo(first);
        change(row, -4);
        assertThat(plain(row)).isEqualTo(first);
        assertThat(hitsOfOneMoreCall(row)).isOne();
    }

    @ParameterizedTest(name = "SPEC 6.2: {1}: a change of its code is another fingerprint")
    @MethodSource("rows")
    void codeOfWhatIsHandedOutCounts(int row, String name) {
        assumeThat(ROWS.get(row).sources()).anyMatch(source -> source.contains("/*BODY*/"));
        assertThat(method(changed, row).fingerprint())
                .isNotEqualTo(method(shop, row).fingerprint());
    }

    @Test
    @DisplayName("SPEC 6.8: what is made for the look-up by a scope is reported with the place and the remedy")
    void whatIsNotFollowedIsReported(@TempDir Path folder) {
        try (OutsideApplication scoped =
                OutsideApplication.in(folder).start(LookUpRows.sources(List.of(LookUpRows.notFollowed()), ""))) {
            assertThat(method(scoped, 0).warnings())
                    .singleElement()
                    .asString()
                    .contains(
                            "[not-tracked]",
                            "shop.row0.Prices.price(",
                            "ApplicationContext.getBean",
                            "set version by hand");
        }
    }

    private static int price(int row) {
        return OutsideApplication.<Integer>invoke(bean("prices", row), "price", 10);
    }

    private static int plain(int row) {
        return OutsideApplication.<Integer>invoke(bean("prices", row), "plain", 10);
    }

    private static void change(int row, int n) {
        OutsideApplication.invoke(bean("change", row), "change", n);
    }

    private static Object bean(String name, int row) {
        return shop.context().getBean(name + row);
    }

    private static long hitsOfOneMoreCall(int row) {
        long before = method(shop, row).figures().hits();
        price(row);
        return method(shop, row).figures().hits() - before;
    }

    private static MemoizedMethod method(OutsideApplication application, int row) {
        String type = "shop.row" + row + ".Prices";
        return application.bean(Memoizer.class).methods().stream()
                .filter(method -> method.method().getDeclaringClass().getName().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
