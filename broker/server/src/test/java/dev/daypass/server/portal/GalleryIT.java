package dev.daypass.server.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.ColorScheme;
import dev.daypass.browser.Chromium.Looks;
import dev.daypass.browser.Chromiums;
import dev.daypass.browser.Visit;
import dev.daypass.server.http.FailureThrottle;
import dev.daypass.server.http.HttpLimits;
import dev.daypass.server.http.HttpServer;
import dev.daypass.server.http.JsonProtocol;
import dev.daypass.server.http.JsonText;
import dev.daypass.server.http.Listen;
import dev.daypass.server.http.Route;
import dev.daypass.server.http.Routes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every page and every state of it in a browser, in two themes, two widths and two languages: nothing that axe-core finds
 * fault with, nothing that sticks out or is too small to hit, few bytes and requests. Each width, theme and language is
 * asked for all once; the other looks only for what width and theme can spoil. Pictures go to {@code target/pages}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class GalleryIT {
    private static final int MOST_BYTES = 60 * 1024;
    private static final int MOST_REQUESTS = 4;
    private static final int NARROW = 360;

    /** Pages that the documentation shows. */
    private static final List<String> SHOWN = List.of("chooser", "picker", "taken", "explainer");

    /** With {@code -Ddaypass.gallery=explainer} only pages whose names begin so, and pictures of their every look. */
    private final Optional<String> some = Optional.ofNullable(System.getProperty("daypass.gallery"));

    private final Gallery gallery = new Gallery(Instant.now());
    private final Path pictures = Path.of("target", "pages");
    private final Map<String, String> costs = new ConcurrentSkipListMap<>();
    private final Chromiums browsers = Chromiums.start(2);
    private final HttpServer server;

    GalleryIT() throws IOException {
        var json = new JsonProtocol(new JsonText());
        List<Route> routes = new ArrayList<>(gallery.assets().routes());
        gallery.pages()
                .forEach((name, page) -> routes.add(
                        new Route("GET", "/" + name, json, Route.Size.NONE, Route.Access.OPEN, page::apply)));
        routes.add(new Route("GET", "/many-roles", json, Route.Size.NONE, Route.Access.OPEN, gallery::manyRoles));
        server = HttpServer.start(
                Listen.plain("127.0.0.1", 0),
                new Routes(routes, json),
                new HttpServer.Setup(
                        HttpLimits.standard(),
                        List.of(),
                        new FailureThrottle(1_000),
                        Clock.systemUTC(),
                        System::nanoTime,
                        () -> "0b46b551-0c44-4bd4-885e-b49cdbcca379",
                        List.of(),
                        (fault, entrance, origin) -> assertTrue(fault.status() >= 400)));
    }

    @BeforeAll
    void makeRoom() throws IOException {
        Files.createDirectories(pictures);
    }

    @AfterAll
    void stop() throws IOException {
        browsers.close();
        server.close();
        Files.write(
                pictures.resolve("costs.txt"),
                costs.entrySet().stream()
                        .map(cost -> cost.getKey() + " " + cost.getValue())
                        .toList());
    }

    List<String> names() {
        return gallery.pages().keySet().stream()
                .filter(name -> name.startsWith(some.orElse("")))
                .toList();
    }

    /** Several pages at once: most of the time a browser is at work and nobody else. */
    @ParameterizedTest
    @MethodSource("names")
    @Execution(ExecutionMode.CONCURRENT)
    void everyPageIsSmallAndAccessibleInEveryLook(String name) throws IOException {
        look(name, Looks.WIDE, Visit::assertAccessible);
        look(name, Looks.WIDE.width(NARROW), Visit::assertAccessibleInThisLook);
        Looks other = Looks.WIDE.theme(ColorScheme.DARK).language("de-DE");
        look(name, other, Visit::assertAccessibleInThisLook);
        look(name, other.width(NARROW), Visit::assertAccessible);
    }

    private void look(String name, Looks looks, Consumer<Visit> accessible) throws IOException {
        try (Visit visit = visit(looks)) {
            assertSmall(file(name, looks), visit.open(address(name)));
            // Before the picture: for a whole page the window grows, and what is centred moves.
            double shift = visit.layoutShift();
            assertTrue(shift < 0.01, () -> name + " moves: " + shift);
            accessible.accept(visit);
            visit.assertFits();
            visit.assertTargetsAreLarge();
            visit.assertNothingWrong(address(""));
            if (looks.equals(Looks.WIDE) || some.isPresent()) {
                Path picture = pictures.resolve(file(name, looks) + ".png");
                visit.picture(picture);
                if (looks.equals(Looks.WIDE) && SHOWN.contains(name)) {
                    show(picture, name);
                }
            }
        }
    }

    private static String file(String name, Looks looks) {
        return name + "-" + looks.width() + "-" + looks.theme();
    }

    private void assertSmall(String name, Visit.Cost cost) {
        costs.put(name, cost.requests() + " requests, " + cost.bytes() + " bytes");
        assertTrue(cost.requests() <= MOST_REQUESTS, () -> name + " " + cost);
        assertTrue(cost.requests() >= 3 && cost.bytes() > 10_000, () -> name + " was not counted: " + cost);
        assertTrue(cost.bytes() <= MOST_BYTES, () -> name + " " + cost);
    }

    /** With {@code -Ddaypass.pictures=src/docs/images} the documentation's pictures are made anew. */
    private static void show(Path picture, String name) throws IOException {
        String directory = System.getProperty("daypass.pictures", "");
        if (!directory.isEmpty()) {
            Path shown = Files.createDirectories(Path.of(directory)).resolve(name + ".png");
            Files.copy(picture, shown, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    void aSearchLeavesWhatMatchesAndSaysSo() {
        try (Visit visit = visit(Looks.WIDE)) {
            visit.open(address("picker"));
            visit.page().keyboard().press("/");
            visit.page().keyboard().type("staging dep");
            assertEquals(1, visit.page().locator("[data-card]:visible").count());
            assertEquals(
                    "Deployer", visit.page().locator("[data-card]:visible h3").textContent());
            visit.page()
                    .waitForCondition(
                            () -> visit.page().locator("#live").textContent().equals("Roles found: 1"));
            visit.page().locator("#search").fill("nothing like it");
            assertTrue(visit.page().locator("#nothing").isVisible());
            visit.assertAccessible();
            visit.assertNothingWrong(address(""));
        }
    }

    @Test
    void fiveHundredRolesAreSearchedAtOnce() {
        try (Visit visit = visit(Looks.WIDE)) {
            visit.open(address("many-roles"));
            assertEquals(500, visit.page().locator("[data-card]:visible").count());
            Object took = visit.page()
                    .evaluate(
                            "() => { const field = document.getElementById('search'); const start = performance.now();"
                                    + " field.value = 'team-7 role13'; field.dispatchEvent(new Event('input'));"
                                    + " document.body.offsetHeight; return performance.now() - start; }");
            assertEquals(1, visit.page().locator("[data-card]:visible").count());
            // A hundred milliseconds feel like none; the machine of the tests is a busy one.
            assertTrue(((Number) took).doubleValue() < 1_000, took.toString());
        }
    }

    @Test
    void secretsAreCopiedWithoutBeingShown() {
        try (Visit visit = visit(Looks.WIDE)) {
            visit.open(address("taken"));
            assertTrue(visit.page().locator("#text-sso").isVisible(), "a profile has no secrets");
            visit.page().locator("label[for=tab-shell]").click();
            assertEquals(0, visit.page().locator("pre:visible").count());
            visit.page().locator("[data-copy]:visible").first().click();
            visit.page()
                    .waitForCondition(
                            () -> visit.page().locator("#live").textContent().equals("Copied"));
            Object copied = visit.page().evaluate("navigator.clipboard.readText()");
            assertTrue(copied.toString().startsWith("export AWS_ACCESS_KEY_ID='ASIA"));
            assertEquals(0, visit.page().locator("pre:visible").count());
            visit.page().locator("summary:visible").first().click();
            assertEquals(1, visit.page().locator("pre:visible").count());
            visit.page().locator("label[for=tab-json]").click();
            assertEquals(0, visit.page().locator("pre:visible").count());
            visit.assertNothingWrong(address(""));
        }
    }

    @Test
    void aFormGoesOnByItself() {
        try (Visit visit = browsers.visit(Looks.WIDE)) {
            var posted = new ArrayList<String>();
            visit.page().route("http://idp.example.com/**", route -> {
                posted.add(route.request().method() + " " + route.request().postData());
                route.fulfill(new FulfillOptions().setBody("here is the identity provider"));
            });
            visit.page().navigate(address("onward"));
            visit.page().waitForURL("http://idp.example.com/sso");
            assertEquals(1, posted.size(), posted.toString());
            assertTrue(posted.get(0).startsWith("POST ") && posted.get(0).contains("RelayState=the-login"));
            visit.assertNothingWrong(address(""));
        }
    }

    @Test
    void pagesAreWholeWithoutScripts() {
        try (Visit visit = visit(Looks.WIDE.withoutScripts())) {
            visit.open(address("picker"));
            assertEquals(6, visit.page().locator("[data-card]:visible").count());
            assertTrue(visit.page().locator(".unscripted").isVisible(), "a search goes to the server");
            assertEquals(0, visit.page().locator("#search-hint:visible").count());
            visit.open(address("taken"));
            assertEquals(0, visit.page().locator("[data-copy]:visible").count());
            visit.page().locator("label[for=tab-json]").click();
            visit.page().locator(".json summary").click();
            assertTrue(visit.page().locator("#text-json").isVisible());
            visit.open(address("onward"));
            assertTrue(visit.page().locator("#onward button").isVisible());
        }
    }

    /** A page that sends itself on stays, so that it can be looked at. */
    private Visit visit(Looks looks) {
        Visit visit = browsers.visit(looks);
        visit.page().route("**/assets/submit-*.js", route -> route.fulfill(new FulfillOptions().setBody("")));
        return visit;
    }

    private String address(String name) {
        return "http://127.0.0.1:" + server.port() + "/" + name;
    }
}
