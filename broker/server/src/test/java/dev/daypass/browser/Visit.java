package dev.daypass.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Somebody at a browser window: goes to pages, and keeps count of what they load and what they do wrong. */
public final class Visit implements AutoCloseable {
    private static final String AXE = axe();

    private final BrowserContext context;
    private final Page page;
    private final Runnable closed;
    private final List<String> wrong = new ArrayList<>();
    private String origin = "";
    private int requests;
    private int bytes;

    Visit(BrowserContext context, Runnable closed) {
        this.context = context;
        this.closed = closed;
        this.page = context.newPage();
        CDPSession wire = context.newCDPSession(page);
        wire.send("Network.enable");
        wire.on("Network.requestWillBeSent", event -> requests += isOurs(event) ? 1 : 0);
        wire.on("Network.loadingFinished", event -> bytes += loaded(event));
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("status of 4")) {
                wrong.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> wrong.add(page.url() + ": " + error));
    }

    private boolean isOurs(JsonObject event) {
        return event.getAsJsonObject("request").get("url").getAsString().startsWith(origin);
    }

    private static int loaded(JsonObject event) {
        return event.get("encodedDataLength").getAsInt();
    }

    /** The page itself, for clicks and typing. */
    public Page page() {
        return page;
    }

    /** What a page cost to show. */
    public record Cost(int requests, int bytes) {}

    /** Goes to an address with an empty cache; tells what it cost. */
    public Cost open(String address) {
        requests = 0;
        bytes = 0;
        origin = address.substring(0, address.indexOf('/', "https://".length()));
        page.navigate(address);
        page.waitForLoadState();
        return new Cost(requests, bytes);
    }

    /** On pages of a site nothing was stopped by the content security policy, and no script has failed. */
    public void assertNothingWrong(String site) {
        assertEquals(
                List.of(), wrong.stream().filter(line -> line.startsWith(site)).toList());
    }

    /** axe-core finds nothing, best practices included. */
    public void assertAccessible() {
        assertAxeFindsNothing("", 6);
    }

    /** The same of what theme and width alone can spoil, where another look at the page has been asked for all. */
    public void assertAccessibleInThisLook() {
        assertAxeFindsNothing(
                ", runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block',"
                        + " 'scrollable-region-focusable'] }",
                1);
    }

    private void assertAxeFindsNothing(String rules, int fewestPasses) {
        page.evaluate(AXE);
        Object found = page.evaluate("axe.run(document, { resultTypes: ['violations']" + rules + " }).then((result) =>"
                + " result.passes.length < " + fewestPasses
                + " ? 'axe-core has looked at nothing' : result.violations.map((one) =>"
                + " one.id + ': ' + one.nodes.map((node) => node.html + ' ' + node.failureSummary).join(' | '))"
                + ".join('; '))");
        assertEquals("", String.valueOf(found), page.url());
    }

    /** Nothing sticks out sideways. */
    public void assertFits() {
        Object sticking = page.evaluate(
                "Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)");
        assertEquals(0, ((Number) sticking).intValue(), page.url() + " scrolls sideways");
    }

    /** What can be hit is large enough for a finger: 44 pixels for controls (WCAG 2.5.5), 24 for the rest (2.5.8). */
    public void assertTargetsAreLarge() {
        Object small = page.evaluate(
                "[...document.querySelectorAll('button, select, input:not([type=hidden]),"
                        + " a.button, a.choice')].filter((e) => e.checkVisibility() && getComputedStyle(e).opacity !== '0')"
                        + ".map((e) => [e.outerHTML.slice(0, 120), e.getBoundingClientRect()])"
                        + ".filter(([, box]) => box.height < 44 || box.width < 24).map(([html, box]) => html + ' ' + box.height)");
        assertEquals(List.of(), small, page.url());
    }

    /** How far things moved while the page came up (CLS); 0 is still. */
    public double layoutShift() {
        Object shift =
                page.evaluate("new Promise((done) => { let sum = 0; const watch = new PerformanceObserver((list) =>"
                        + " { for (const entry of list.getEntries()) sum += entry.value; });"
                        + " watch.observe({ type: 'layout-shift', buffered: true });"
                        + " requestAnimationFrame(() => requestAnimationFrame(() => done(sum))); })");
        return ((Number) shift).doubleValue();
    }

    /** Keeps a picture of the whole page. */
    public void picture(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    }

    @Override
    public void close() {
        try {
            context.close();
        } finally {
            closed.run();
        }
    }

    private static String axe() {
        try (InputStream in = Visit.class.getResourceAsStream("/axe.min.js")) {
            if (in == null) {
                throw new IllegalStateException("axe-core is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
