package dev.daypass.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One running browser; every {@link Visit} has cookies of its own. */
public final class Chromium implements AutoCloseable {
    private static final double PATIENCE_MS = 60_000;

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /**
     * How somebody looks.
     *
     * @param width of the window, in pixels
     */
    public record Looks(int width, ColorScheme theme, Scripts scripts, String language) {
        public static final Looks WIDE = new Looks(1280, ColorScheme.LIGHT, Scripts.ON, "en-GB");

        public Looks width(int other) {
            return new Looks(other, theme, scripts, language);
        }

        public Looks theme(ColorScheme other) {
            return new Looks(width, other, scripts, language);
        }

        public Looks withoutScripts() {
            return new Looks(width, theme, Scripts.OFF, language);
        }

        public Looks language(String other) {
            return new Looks(width, theme, scripts, other);
        }
    }

    /** Whether JavaScript runs. */
    public enum Scripts {
        ON,
        OFF
    }

    public static Chromium start() {
        Playwright playwright = playwright();
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program())
                        .setTimeout(PATIENCE_MS)
                        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
        return new Chromium(playwright, browser);
    }

    static Playwright playwright() {
        return Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }

    static Path program() {
        for (String name : List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")) {
            if (Files.isExecutable(Path.of(name))) {
                return Path.of(name);
            }
        }
        throw new IllegalStateException("these tests need Debian's package chromium");
    }

    /** A browser window of somebody who has never been here. */
    public Visit visit(Looks looks) {
        return visit(looks, () -> {});
    }

    /** As {@link #visit(Looks)}, and what is done when the window is closed. */
    Visit visit(Looks looks, Runnable closed) {
        var context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(looks.width(), 800)
                .setColorScheme(looks.theme())
                .setJavaScriptEnabled(looks.scripts() == Scripts.ON)
                .setLocale(looks.language())
                .setTimezoneId("Europe/Berlin")
                .setPermissions(List.of("clipboard-read", "clipboard-write")));
        context.setDefaultTimeout(PATIENCE_MS);
        return new Visit(context, closed);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
