package io.memo.demo.web;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** The Chromium of this machine, without a window. */
public final class Chromium {

    private static final boolean REQUIRED = Boolean.parseBoolean(System.getenv("MEMO_REQUIRE_BROWSER"));

    /** Warns of each Chromium younger than itself, for features not used here. Held, or its level would be lost. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private Chromium() {}

    /**
     * Starts it with an empty profile. Where there is none the calling test is skipped, or fails if the environment
     * variable {@code MEMO_REQUIRE_BROWSER} is {@code true}.
     */
    public static ChromeDriver start(Path profile) {
        Optional<Path> browser = onPath("chromium", "chromium-browser", "google-chrome");
        Optional<Path> driver = onPath("chromedriver");
        if (browser.isEmpty() || driver.isEmpty()) {
            String missing = "no " + (browser.isEmpty() ? "chromium" : "chromedriver") + " on the PATH;"
                    + " on Debian: apt-get install chromium chromium-driver";
            if (REQUIRED) {
                throw new IllegalStateException("MEMO_REQUIRE_BROWSER is true, but there is " + missing);
            }
            assumeTrue(false, missing);
        }
        SELENIUM.setLevel(Level.SEVERE);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.orElseThrow().toFile())
                .usingAnyFreePort()
                .build();
        return new ChromeDriver(service, options(browser.orElseThrow(), profile));
    }

    private static ChromeOptions options(Path browser, Path profile) {
        return new ChromeOptions()
                .setBinary(browser.toFile())
                .addArguments(
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--hide-scrollbars",
                        "--force-prefers-reduced-motion",
                        "--user-data-dir=" + profile);
    }

    private static Optional<Path> onPath(String... names) {
        return Stream.of(names)
                .flatMap(name -> Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .map(directory -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
