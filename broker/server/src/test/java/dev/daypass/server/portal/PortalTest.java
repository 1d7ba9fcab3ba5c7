package dev.daypass.server.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.snapshot.RequestContext.Client;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Body;
import dev.daypass.server.http.HeaderLines;
import dev.daypass.server.http.HttpFault;
import dev.daypass.server.http.JsonProtocol;
import dev.daypass.server.http.JsonText;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;
import dev.daypass.server.portal.view.Chooser;
import dev.daypass.server.portal.view.Language;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Pages as answers: what they carry, what they load, and that nothing put into them becomes markup. */
final class PortalTest {
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private static final Pattern INLINE = Pattern.compile("<style|\\sstyle=|\\son\\w+=|javascript:|<script>");
    private static final Pattern LOADED = Pattern.compile("(?:src|href)=\"(/assets/[^\"]+)\"");

    private final JsonProtocol json = new JsonProtocol(new JsonText());
    private final Assets assets = new Assets(json);
    private final Frame frame = new Frame(assets, Optional::empty);
    private final Dictionary dictionary = new Dictionary();

    @Test
    void whatAPageLoadsIsThereAndMayBeKept() {
        List<String> loaded = LOADED.matcher(chooser("corp"))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertEquals(3, loaded.size(), loaded.toString());
        for (String path : loaded) {
            Answer answer = assets.answer(get(path, Map.of("file", path.substring("/assets/".length())), ""));
            assertEquals(200, answer.status(), path);
            assertTrue(answer.headers().getOrDefault("Cache-Control", "").contains("immutable"), path);
        }
        assertEquals(
                404,
                assets.answer(get("/assets/x", Map.of("file", "portal.css"), ""))
                        .status());
        assertTrue(
                Asset.read("portal.css", "text/css").body().size() <= 16 * 1024, "the style sheet stays below 16 KB");
    }

    @Test
    void namesNeverBecomeMarkup() {
        String page = chooser("<script>alert(1)</script>\"'>");

        assertTrue(page.contains("&lt;script&gt;alert(1)"), page);
        assertFalse(page.contains("<script>alert"), page);
    }

    @Test
    void nothingIsInline() {
        String page = chooser("corp");

        assertFalse(
                Pattern.compile("<style|\\sstyle=|\\son\\w+=|javascript:|<script>")
                        .matcher(page)
                        .find(),
                page);
    }

    @Test
    void browsersGetFaultsAsPagesAndProgramsAsBefore() {
        var faults = new BrowserFaults(json, frame);
        for (HttpFault fault : HttpFault.values()) {
            Answer page = faults.fault(fault, "the-id", accepting(BROWSER));
            assertEquals(fault.status(), page.status());
            assertTrue(text(page).contains("the-id"), fault.name());
            assertTrue(
                    page.headers().getOrDefault("Content-Security-Policy", "").startsWith("default-src 'none'"));
        }
        for (String accepted : List.of("*/*", "application/json", "text/html, image/gif, *; q=.2, */*; q=.2")) {
            Answer answer = faults.fault(HttpFault.NOT_FOUND, "the-id", accepting(accepted));
            assertEquals(JsonText.CONTENT_TYPE, answer.contentType(), accepted);
        }
    }

    @Test
    void aLanguageIsRememberedAndOnlyOneWeSpeak() {
        Route route = new LanguageEndpoint(json).route();

        Answer chosen = route.endpoint().answer(get("/language", Map.of(), "to=de"));
        assertEquals(303, chosen.status());
        assertTrue(chosen.headers().getOrDefault("Set-Cookie", "").startsWith("daypass-language=de; Path=/"));
        for (String query : List.of("", "to=tlh", "to=de%0D%0ASet-Cookie:x=1", "to=de&to=en", "to=de&next=//evil")) {
            Answer other = route.endpoint().answer(get("/language", Map.of(), query));
            assertEquals(303, other.status(), query);
            assertFalse(other.headers().containsKey("Set-Cookie"), query);
            assertEquals("/", other.headers().get("Location"), query);
        }
    }

    @Test
    void everyPageIsWholeInEveryLanguage() {
        var gallery = new Gallery(Instant.parse("2026-03-05T07:08:09Z"));
        gallery.pages().forEach((name, page) -> {
            for (Language language : Language.values()) {
                Answer answer = page.apply(get("/", Map.of(), "", wishing(language)));
                String text = text(answer);
                assertTrue(text.contains("<html lang=\"" + language.tag() + "\">"), name);
                assertFalse(INLINE.matcher(text).find(), name);
                assertFalse(text.contains("{0}") || text.contains("null"), name);
                assertTrue(
                        answer.body().size() <= 40 * 1024,
                        name + " has " + answer.body().size() + " bytes");
                String policy = answer.headers().getOrDefault("Content-Security-Policy", "");
                assertTrue(policy.contains("form-action 'self'") && !policy.contains("unsafe"), name);
            }
        });
    }

    @Test
    void aFormThatGoesElsewhereMayGoThereOnly() {
        Answer onward = page("onward");
        assertTrue(onward.headers()
                .getOrDefault("Content-Security-Policy", "")
                .endsWith("form-action 'self' http://idp.example.com"));
    }

    @Test
    void secretsAreFoldedAwayUntilAskedFor() {
        String text = text(page("taken"));
        assertTrue(text.contains("wJalrXUtnFEMI"));
        assertFalse(Pattern.compile("(?s)<details><summary>.*?</details>")
                .matcher(text)
                .replaceAll("")
                .contains("wJalrXUtnFEMI"));
        assertFalse(Pattern.compile("(?s)<details open[^>]*>.*?</details>")
                .matcher(text)
                .results()
                .anyMatch(open -> open.group().contains("wJalrXUtnFEMI")));
    }

    @Test
    void aRefusalIsToldInWordsForEveryReason() {
        for (Reason reason : Reason.values()) {
            for (Language language : Language.values()) {
                var problem =
                        RefusalPages.problem(new Refusal(reason, "public", "AUDIT DETAIL"), dictionary.in(language));
                assertTrue(problem.status() >= 400, reason.name());
                assertFalse(problem.toString().contains("AUDIT DETAIL"));
            }
        }
    }

    @Test
    void initialsStandInForALogo() {
        assertEquals("CS", ChooserPage.initials("corp-saml"));
        assertEquals("E", ChooserPage.initials("entra"));
        assertEquals("", ChooserPage.initials("--"));
    }

    private String chooser(String name) {
        var words = dictionary.in(Language.ENGLISH);
        var entrance = new Chooser.Entrance(name, "C", Chooser.Way.COMPANY_PAGE, "/saml/corp/login");
        Body page = Pages.chooser(frame.open(words, "Sign in"), Gallery.choices(List.of(entrance)));
        return text(Frame.page(page, words));
    }

    private static String text(Answer answer) {
        return new String(answer.body().bytes(), StandardCharsets.UTF_8);
    }

    private static HeaderLines accepting(String types) {
        return HeaderLines.of(List.of(new HeaderLines.Line("Accept", types)));
    }

    private Answer page(String name) {
        return Optional.ofNullable(new Gallery(Instant.EPOCH).pages().get(name))
                .orElseThrow()
                .apply(get("/", Map.of(), ""));
    }

    private static HeaderLines wishing(Language language) {
        return HeaderLines.of(List.of(
                new HeaderLines.Line("Accept", BROWSER), new HeaderLines.Line("Accept-Language", language.tag())));
    }

    private static Request get(String path, Map<String, String> variables, String query) {
        return get(path, variables, query, accepting(BROWSER));
    }

    private static Request get(String path, Map<String, String> variables, String query, HeaderLines headers) {
        var origin = new Request.Origin(
                "the-id", new Client("192.0.2.1", true, ""), Instant.EPOCH, Optional.empty(), Request.Via.DIRECT);
        return new Request(new Request.Target("GET", path, variables, query), headers, Body.none(), origin);
    }
}
