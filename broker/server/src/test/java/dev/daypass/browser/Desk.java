package dev.daypass.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Somebody at a browser of their own machine, which shows Kerberos tickets to one site without asking, as administrators
 * set it up by policy. It keeps a profile: no browser shows tickets in a private window.
 */
public final class Desk implements AutoCloseable {
    /** Chromium loads its Kerberos library only where it has once met a site that asks for tickets. */
    private static final String HAS_MET_SUCH_A_SITE = "{\"net\":{\"received_http_auth_negotiate_headers\":true}}";

    private final Playwright playwright;
    private final Visit visit;

    private Desk(Playwright playwright, Visit visit) {
        this.playwright = playwright;
        this.visit = visit;
    }

    /**
     * Opens the browser.
     *
     * @param profile an empty directory
     * @param environment where the tickets are
     * @throws IOException if the profile cannot be written
     */
    public static Desk showingTicketsTo(String host, Path profile, Map<String, String> environment) throws IOException {
        Files.writeString(profile.resolve("Local State"), HAS_MET_SUCH_A_SITE);
        Playwright playwright = Chromium.playwright();
        var variables = new HashMap<>(System.getenv());
        variables.putAll(environment);
        BrowserContext context = playwright
                .chromium()
                .launchPersistentContext(
                        profile,
                        new BrowserType.LaunchPersistentContextOptions()
                                .setExecutablePath(Chromium.program())
                                .setEnv(variables)
                                .setLocale("en-GB")
                                .setArgs(List.of(
                                        "--no-sandbox", "--disable-dev-shm-usage", "--auth-server-allowlist=" + host)));
        return new Desk(playwright, new Visit(context, () -> {}));
    }

    public Visit visit() {
        return visit;
    }

    @Override
    public void close() {
        visit.close();
        playwright.close();
    }
}
