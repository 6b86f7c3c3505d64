package io.memo.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.Memoizer;
import io.memo.console.Shop.Line;
import io.memo.console.Shop.Order;
import io.memo.console.Shop.Quotes;
import io.memo.demo.web.Chromium;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
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

/** Issue 6, the console, in a real browser, under a context path. What it saw lies in {@code target/screenshots}. */
@SpringBootTest(
        classes = Shop.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "memo.console.enabled=true",
            "memo.console.read-only=false",
            "server.servlet.context-path=/shop",
            "memo.warnings=log"
        })
class ConsolePageTests {

    private static final String PRICE = "Quotes.price";
    private static final String ROWS = ".picture .row";

    private static ChromeDriver driver;

    @Autowired
    private Quotes quotes;

    @Autowired
    private Memoizer memoizer;

    @LocalServerPort
    private int port;

    private ConsolePage page;

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
    void callSome() {
        memoizer.clear();
        page = new ConsolePage(driver, "http://localhost:" + port + "/shop").resize(1360, 900, "light");
        quotes.price(order(1));
        quotes.price(order(1));
        quotes.label("DE");
    }

    @AfterEach
    void browserHadNothingToComplainAbout() {
        assertThat(page.complaints()).isEmpty();
    }

    private static Order order(int pieces) {
        return new Order("DE", List.of(new Line("chair", 2, 20), new Line("table", pieces, 150)));
    }

    @Test
    @DisplayName("a newcomer is told which method costs most, why it missed last and what it depends on")
    void tellsWhatMatters() {
        quotes.price(order(7));
        page.open("/memo");

        assertThat(page.location()).endsWith("/shop/memo/");
        assertThat(page.text("#insight"))
                .contains("Most time goes into Quotes.price:", "order.lines[1].pieces changed");
        assertThat(page.texts("#rows th a")).startsWith(PRICE).contains("Quotes.label", "Quotes.stamp");
        assertThat(page.text("#detail-title")).isEqualTo(PRICE);
        assertThat(page.text("#misses li")).contains("order.lines[1].pieces changed");
        assertThat(page.text("#graph-summary")).contains("methods in", "external variables");
        assertThat(page.texts(ROWS)).anyMatch(label -> label.contains("vat(double, String)"));
    }

    @Test
    @DisplayName("it updates by itself")
    void updatesByItself() {
        page.open("/memo/");
        String misses = page.text("#misses");
        quotes.setCurrency("USD");
        quotes.price(order(1));
        quotes.setCurrency("EUR");
        page.await(() -> page.text("#misses li").contains("this.currency changed"));
        assertThat(page.text("#misses")).isNotEqualTo(misses);
    }

    @Test
    @DisplayName("a mutation alert names the place")
    void alertNamesThePlace() throws Exception {
        List<Double> price = quotes.price(order(3));
        price.set(1, 0.0);
        quotes.price(order(3));

        page.open("/memo/");
        assertThat(page.text("#notice")).contains(PRICE, "result[1]");
        assertThat(page.text("#alerts li")).contains("result[1]", "changed since it was stored");
        page.screenshot("console-alert");
    }

    @Test
    @DisplayName("old results that were given are counted with the figures of their method")
    void oldResultsAreShown() {
        quotes.rate("EUR", false);
        page.open("/memo/");
        page.click("#rows a[href='#Quotes.rate']");
        page.await(() -> page.text("#detail-title").equals("Quotes.rate"));
        assertThat(page.text("#figures")).doesNotContain("Old results given");
        quotes.rate("EUR", true);
        page.await(() -> page.text("#figures").contains("Old results given"));
        assertThat(page.text("#figures")).contains("1 error");
    }

    @Test
    @DisplayName("warnings are shown with the method they are about")
    void warningsAreShown() {
        page.open("/memo/");
        page.click("#rows a[href='#Quotes.stamp']");
        page.await(() -> page.text("#detail-title").equals("Quotes.stamp"));
        assertThat(page.text("#warnings")).contains("[clock]", "System.currentTimeMillis()");
        assertThat(page.text("#misses")).contains("Not called yet");
    }

    @Test
    @DisplayName("the picture of 50 methods: no label lies on another, none leaves its card, no edge goes astray")
    void labelsDoNotOverlap() throws Exception {
        page.open("/memo/");
        assertThat(page.count(ROWS)).isGreaterThanOrEqualTo(50);
        page.script("document.getElementById('picture').style.maxHeight = 'none'");
        assertThat((List<?>) page.script("""
                        const boxes = [...document.querySelectorAll('.picture text')].map(text => [text.textContent, text.getBoundingClientRect()]);
                        const bad = [];
                        boxes.forEach(([one, a], i) => boxes.slice(i + 1).forEach(([other, b]) => {
                          if (a.left < b.right && b.left < a.right && a.top + 2 < b.bottom && b.top + 2 < a.bottom) bad.push(one + ' / ' + other);
                        }));
                        document.querySelectorAll('.card').forEach(card => {
                          const sheet = card.querySelector('.sheet').getBoundingClientRect();
                          card.querySelectorAll('text').forEach(text => {
                            const label = text.getBoundingClientRect();
                            if (label.right > sheet.right || label.left < sheet.left || label.bottom > sheet.bottom + 1) bad.push(text.textContent + ' leaves its card');
                          });
                        });
                        const svg = document.querySelector('.picture svg').getBoundingClientRect();
                        document.querySelectorAll('.sheet').forEach(sheet => {
                          const box = sheet.getBoundingClientRect();
                          if (box.right > svg.right || box.bottom > svg.bottom || box.left < svg.left || box.top < svg.top) bad.push('a card leaves the picture');
                        });
                        document.querySelectorAll('.edge').forEach(edge => { if (/NaN|undefined/.test(edge.getAttribute('d'))) bad.push('edge'); });
                        return bad;""")).isEmpty();
        assertThat(page.texts(".tree > ul > li")).hasSizeGreaterThanOrEqualTo(1);
        page.screenshot("console-graph");
    }

    @Test
    @DisplayName("everything can be reached by the keyboard")
    void everythingIsReachableByKeyboard() {
        page.open("/memo/");
        page.tabTo("button[data-sort=name]");
        page.press(Keys.ENTER);
        assertThat(page.texts("#rows th a")).isSorted();
        page.tabTo("#rows a[href='#Quotes.label']");
        page.press(Keys.ENTER);
        page.await(() -> page.text("#detail-title").equals("Quotes.label"));
        page.tabTo("#clear-one");
        page.tabTo(ROWS);
        assertThat(page.text("#node")).contains("Shop$Quotes.label(java.lang.String)", "Leads to");
        page.press(Keys.ARROW_RIGHT);
        assertThat(page.text("#node"))
                .doesNotContain("Shop$Quotes.label(java.lang.String) method")
                .contains("Reached from");
        page.press(Keys.ENTER);
        assertThat(page.count(".row.pinned")).isOne();
        page.press(Keys.ESCAPE);
        assertThat(page.count(".row.pinned")).isZero();
        page.press(Keys.ARROW_LEFT);
        page.tabTo("summary");
        page.press(Keys.ENTER);
        assertThat(page.text(".tree")).contains("Shop$Text.upper(java.lang.String)");
    }

    @Test
    @DisplayName("where it may, it clears")
    void clearButtonsDropEntries() {
        page.open("/memo/");
        assertThat(page.text("#figures")).contains("Entries\n1, ");
        page.click("#clear-one");
        page.await(() -> page.text("#figures").contains("Entries\n0"));
        assertThat(memoizer.explain(PRICE, order(1)).hit()).isFalse();
        assertThat(memoizer.explain("Quotes.label", "DE").hit()).isTrue();
        page.click("#clear-all");
        page.await(() -> !memoizer.explain("Quotes.label", "DE").hit());
    }

    @ParameterizedTest
    @CsvSource({
        "1360, 900, light",
        "1360, 900, dark",
        "820, 1100, light",
        "820, 1100, dark",
        "390, 844, light",
        "390, 844, dark"
    })
    void pageFitsItsWindow(int width, int height, String scheme) throws Exception {
        page.resize(width, height, scheme).open("/memo/");
        for (int i = 0; i < 12; i++) {
            quotes.price(order(1 + i / 3));
            quotes.label("D" + i % 2);
        }
        page.await(() -> page.count("#chart .point") > 0);
        page.screenshot("console-" + width + "-" + scheme);
        assertThat(page.script("return document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .isEqualTo(true);
    }

    @ParameterizedTest
    @CsvSource({"light", "dark"})
    @DisplayName("every text has the contrast of WCAG AA, 4.5 to 1")
    void everyTextHasEnoughContrast(String scheme) {
        page.resize(1360, 900, scheme).open("/memo/");
        assertThat((List<?>) page.script("""
                        const rgb = value => value.match(/[\\d.]+/g).map(Number);
                        const light = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => c <= .03928 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
                          .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
                        const ground = element => {
                          for (let at = element; at; at = at.parentElement) {
                            const own = getComputedStyle(at).backgroundColor;
                            if ((rgb(own)[3] ?? 1) > 0) return own;
                          }
                        };
                        const bad = [];
                        document.querySelectorAll('body *').forEach(element => {
                          const own = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
                          if (!own || !element.getClientRects().length) return;
                          const inPicture = element.closest('svg');
                          const style = getComputedStyle(element);
                          const text = light(rgb(inPicture ? style.fill : style.color));
                          const sheet = element.closest('.card')?.querySelector('.sheet');
                          const behind = light(rgb(sheet ? getComputedStyle(sheet).fill : ground(inPicture ? inPicture.parentElement : element)));
                          const ratio = (Math.max(text, behind) + .05) / (Math.min(text, behind) + .05);
                          if (ratio < 4.5) bad.push(element.tagName + ' ' + element.className + ' ' + ratio.toFixed(2));
                        });
                        return bad;""")).isEmpty();
    }
}
