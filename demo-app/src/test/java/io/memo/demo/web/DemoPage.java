package io.memo.demo.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The page as its visitor uses it. Every action waits until the page has its answer. */
final class DemoPage {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final ChromeDriver driver;
    private final String address;

    DemoPage(ChromeDriver driver, int port) {
        this.driver = driver;
        this.address = "http://localhost:" + port;
    }

    DemoPage open(int airports) {
        driver.get(address + "/?airports=" + airports);
        return answered();
    }

    /** Opens the link to a new tab and goes there. */
    DemoPage openInNewTab() {
        String here = driver.getWindowHandle();
        element("tab").click();
        wait(() -> driver.getWindowHandles().size() > 1);
        driver.getWindowHandles().stream()
                .filter(tab -> !tab.equals(here))
                .forEach(tab -> driver.switchTo().window(tab));
        return answered();
    }

    /** Goes on in a tab of its own and closes all others. */
    void closeOtherTabs() {
        driver.switchTo().newWindow(WindowType.TAB);
        String here = driver.getWindowHandle();
        for (String tab : driver.getWindowHandles()) {
            if (!tab.equals(here)) {
                driver.switchTo().window(tab).close();
            }
        }
        driver.switchTo().window(here);
    }

    DemoPage press(String id) {
        element(id).click();
        return answered();
    }

    /** Moves the slider by the keyboard, ten airports up or down. */
    DemoPage slide(Keys key) {
        element("airports").sendKeys(key);
        return answered();
    }

    DemoPage choose(String setting, String value) {
        driver.findElement(By.cssSelector("input[name=" + setting + "][value=" + value + "] + span"))
                .click();
        return answered();
    }

    /** Returns Hit or Miss. */
    String verdict() {
        return element("word").getText();
    }

    String text(String id) {
        return element(id).getText();
    }

    boolean shows(String id) {
        return element(id).isDisplayed();
    }

    List<String> texts(String selector) {
        return driver.findElements(By.cssSelector(selector)).stream()
                .map(WebElement::getText)
                .toList();
    }

    int count(String selector) {
        return driver.findElements(By.cssSelector(selector)).size();
    }

    /** Says whether something sticks out to the right of the window. */
    boolean overflows() {
        return (Boolean) driver.executeScript(
                "return document.documentElement.scrollWidth > document.documentElement.clientWidth");
    }

    /** Returns what the browser complained about since last asked. */
    List<String> complaints() {
        return driver.manage().logs().get("browser").getAll().stream()
                .map(Object::toString)
                .toList();
    }

    DemoPage resize(int width, int height, String scheme) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", scheme),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
        return this;
    }

    /** Saves the whole page, what lies below the window included. */
    void screenshot(String name) throws IOException {
        Object data = driver.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true))
                .get("data");
        Files.createDirectories(SCREENSHOTS);
        Files.write(SCREENSHOTS.resolve(name + ".png"), Base64.getDecoder().decode((String) data));
    }

    private DemoPage answered() {
        wait(() -> List.of("Hit", "Miss", "No answer").contains(verdict()) && count("body.busy") == 0);
        return this;
    }

    private void wait(BooleanSupplier condition) {
        new WebDriverWait(driver, Duration.ofSeconds(60), Duration.ofMillis(50)).until(any -> condition.getAsBoolean());
    }

    private WebElement element(String id) {
        return driver.findElement(By.id(id));
    }
}
