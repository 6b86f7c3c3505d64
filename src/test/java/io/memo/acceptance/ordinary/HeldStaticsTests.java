package io.memo.acceptance.ordinary;

import static io.memo.spring.test.MemoAssertions.assertThatCall;
import static org.assertj.core.api.Assertions.assertThat;

import io.memo.spring.test.ClearMemo;
import java.time.LocalDate;
import java.util.Date;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@LendingTest
@ClearMemo
@DisplayName("Issue 12.2, SPEC 3.6: static loggers, mappers and formats")
class HeldStaticsTests {

    @Autowired
    private HeldStatics statics;

    @Test
    @DisplayName("Issue 12.2: a static logger")
    void loggerPreventsNoHit() {
        Rows.runsThenHits(() -> statics.logged("a"));
        assertThatCall(() -> statics.logged("b")).misses().because("key");
    }

    @Test
    @DisplayName("Issue 12.2: a static ObjectMapper, which fills its caches when it is used")
    void usedMapperPreventsNoHit() {
        assertThat(Rows.runsThenHits(() -> statics.mapped("a"))).isEqualTo("{\"key\":\"a\"}");
        assertThatCall(() -> statics.mapped("b")).misses().because("key");
    }

    @Test
    @DisplayName("Issue 12.2: a static DateTimeFormatter")
    void dateTimeFormatter() {
        Rows.runsThenHits(() -> statics.dated(LocalDate.of(2026, 1, 2)));
        assertThatCall(() -> statics.dated(LocalDate.of(2026, 1, 3))).misses().because("day");
    }

    @Test
    @DisplayName("Issue 12.2: a static SimpleDateFormat, whose calendar each use changes")
    void simpleDateFormat() {
        Rows.runsThenHits(() -> statics.datedAsOfOld(new Date(0)));
        assertThatCall(() -> statics.datedAsOfOld(new Date(1_000_000_000_000L)))
                .misses()
                .because("day");
        assertThatCall(() -> statics.datedAsOfOld(new Date(0))).hits();
    }

    @Test
    @DisplayName("Issue 12.2: a static DecimalFormat, whose digits each use changes")
    void decimalFormat() {
        Rows.runsThenHits(() -> statics.priced(1.5));
        assertThatCall(() -> statics.priced(22.25)).misses().because("amount");
        assertThatCall(() -> statics.priced(1.5)).hits();
    }
}
