package io.memo.demo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.Memoizer;
import io.memo.demo.airports.WorkFiles;
import io.memo.demo.tour.DistanceUnit;
import io.memo.demo.tour.Search;
import io.memo.demo.tour.TourSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The walk through the examples, in a real browser. What it saw lies in {@code target/screenshots}. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "demo.data.directory=target/page-test-data")
class DemoPageTests {

    private static ChromeDriver driver;

    private DemoPage page;

    @BeforeAll
    static void startBrowser(@TempDir Path profile) {
        driver = Chromium.start(profile);
    }

    @AfterAll
    static void quitBrowser() {
        if (driver != null) {
            driver.quit();
        }
    }

    @BeforeEach
    void startAfresh(
            @LocalServerPort int port,
            @Autowired Memoizer memoizer,
            @Autowired WorkFiles files,
            @Autowired TourSettings settings,
            @Autowired MutationAlerts alerts) {
        files.edit(false);
        settings.setUnit(DistanceUnit.KILOMETRES);
        settings.setSearch(Search.TWO_OPT);
        memoizer.clear();
        alerts.forget(RoundTrips.PLAN);
        page = new DemoPage(driver, port);
        page.closeOtherTabs();
        page.resize(1360, 860, "light");
    }

    @AfterEach
    void browserHadNothingToComplainAbout() {
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void firstVisitMissesAndTheSecondHits() {
        assertThat(page.open(60).verdict()).isEqualTo("Miss");
        assertThat(page.count("#stops circle")).isEqualTo(60);
        assertThat(page.press("plan").verdict()).isEqualTo("Hit");
        assertThat(page.texts("#log li")).hasSize(2);
    }

    @Test
    void movingTheSliderMissesAndMovingItBackHits() {
        page.open(60);
        assertThat(page.slide(Keys.ARROW_RIGHT).verdict()).isEqualTo("Miss");
        assertThat(page.text("caption")).startsWith("70 airports");
        assertThat(page.count("#stops circle")).isEqualTo(70);
        assertThat(page.slide(Keys.ARROW_LEFT).verdict()).isEqualTo("Hit");
    }

    @Test
    void secondTabHitsWhatTheFirstComputed() {
        page.open(60);
        assertThat(page.openInNewTab().verdict()).isEqualTo("Hit");
        assertThat(page.text("caption")).startsWith("60 airports");
    }

    @Test
    void otherConfigurationMissesAndTheWayBackHits() {
        page.open(60);
        assertThat(page.choose("unit", "MILES").verdict()).isEqualTo("Miss");
        assertThat(page.text("caption")).endsWith(" mi");
        assertThat(page.choose("unit", "KILOMETRES").verdict()).isEqualTo("Hit");
        assertThat(page.choose("search", "NEAREST_NEIGHBOUR").verdict()).isEqualTo("Miss");
        assertThat(page.choose("search", "TWO_OPT").verdict()).isEqualTo("Hit");
    }

    @Test
    void changeBehindTheBackOfTheCacheRaisesAnAlertUntilLetGo() throws Exception {
        page.open(120);
        assertThat(page.shows("alert")).isFalse();

        page.press("spoil");
        assertThat(page.verdict()).isEqualTo("Hit");
        assertThat(page.text("alert")).contains("TourPlanner.plan", "result.stops[");
        page.screenshot("alert");

        page.press("clear");
        assertThat(page.verdict()).isEqualTo("Miss");
        assertThat(page.shows("alert")).isFalse();
    }

    @Test
    void editedFileMissesAndHitsAgainWhenPutBack() {
        page.open(60);
        page.press("edit");
        assertThat(page.verdict()).isEqualTo("Miss");
        assertThat(page.text("reading")).startsWith("Data file: Miss");
        assertThat(page.texts("#stops text")).contains("ROW");

        page.press("edit");
        assertThat(page.verdict()).isEqualTo("Hit");
        assertThat(page.text("reading")).startsWith("Data file: Hit");
    }

    @Test
    void connectionIsOpenedOnce() {
        page.open(60);
        String connection = page.text("tower").replaceAll(",.*", "");
        assertThat(page.press("plan").text("tower")).startsWith(connection + ",");
    }

    @ParameterizedTest
    @CsvSource({"1360, 860, light", "1360, 860, dark", "820, 1100, light", "390, 844, light", "390, 844, dark"})
    void pageFitsItsWindow(int width, int height, String scheme) throws Exception {
        page.resize(width, height, scheme).open(200).press("plan");
        page.screenshot("page-" + width + "-" + scheme);
        assertThat(page.overflows()).isFalse();
        assertThat(page.texts("#methods th")).contains("TourPlanner.plan");
    }
}
