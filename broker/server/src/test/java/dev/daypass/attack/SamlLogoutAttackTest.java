package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.keys.TokenType;
import dev.daypass.core.outcome.Reason;
import dev.daypass.server.http.HeaderLines;
import dev.daypass.server.sts.Signed;
import dev.daypass.testkit.saml.LogoutDesk;
import dev.daypass.testkit.saml.SamlKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The provider's own logout ends what began with its session, at every face; nobody else's word ends anything (S83), and
 * no other answer passes for its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SamlLogoutAttackTest {
    private static final String SLO = "/saml/corp/slo";
    private static final String OURS = "https://broker.example.com/saml/corp/slo";
    private static final String ALICE = "alice@corp.example.com";
    private static final String SITE = "wiki.example.com";
    private static final SamlKeys STRANGER = SamlKeys.rsa();

    private final AttackedBroker broker;
    private final LogoutDesk desk;
    private final Insider insider;
    private Browser browser;
    private String index = "";
    private Signed.Keys keys;
    private SiteVisitor site;

    SamlLogoutAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
        desk = broker.desk;
        insider = new Insider(broker);
        browser = new Browser(broker);
        keys = broker.alice();
        site = new SiteVisitor(broker, SITE);
    }

    @BeforeEach
    void signInAndTake() {
        index = "_" + UUID.randomUUID();
        signInAgainAndTake();
    }

    private void signInAgainAndTake() {
        browser = signedIn(index);
        keys = Fields.keys(browser.take("prod/Federated"), broker.clock.instant());
        site = new SiteVisitor(broker, SITE).enter(browser);
    }

    @AfterEach
    void restore() {
        broker.restoreConfiguration();
    }

    @AfterAll
    void stop() {
        insider.close();
        broker.close();
    }

    private Browser signedIn(String session) {
        var fresh = new Browser(broker);
        Browser.Sent sent = fresh.leave("/");
        String response = broker.idp.forged(
                broker.spec().inResponseTo(sent.requestId()),
                draft -> draft.set("AuthnStatement", "SessionIndex", session),
                draft -> {},
                text -> text);
        Wire.Reply reply = fresh.comeBack(response, sent.relayState());
        assertEquals(303, reply.status(), reply::toString);
        return fresh;
    }

    private String asking(String... sessions) {
        return desk.request(OURS, ALICE, List.of(sessions));
    }

    private Wire.Reply bring(String query) {
        return new Browser(broker).visit(SLO + "?" + query);
    }

    private Wire.Reply bring(String message, String base64) {
        return new Browser(broker)
                .postElsewhere(SLO, Map.of(LogoutDesk.field(message), base64, "RelayState", "theirs"));
    }

    private List<Integer> faces() {
        Map<String, Object> claims = insider.claims(keys);
        claims.put("client_id", "shop");
        String token = insider.sign(TokenType.ACCESS_TOKEN, claims);
        var bearer = new HeaderLines.Line("Authorization", "Bearer " + token);
        Wire.Reply evaluated = Wire.post(
                broker.port(),
                "/access/v1/evaluation",
                "application/json",
                List.of(bearer),
                "{\"action\":{\"name\":\"reports:Get\"},\"resource\":{\"type\":\"arn\",\"id\":\"*\"}}");
        Wire.Reply introspected = Wire.post(
                broker.port(),
                "/oauth/introspect",
                Wire.FORM,
                List.of(TokenTalk.basic("shop", "SHOP")),
                Wire.form(Map.of("token", token)));
        Wire.Reply forwarded = Wire.getFrom(
                "127.0.0.2",
                broker.port(),
                "/forward-auth",
                List.of(
                        new HeaderLines.Line("Authorization", "Bearer " + insider.siteToken(keys)),
                        new HeaderLines.Line("X-Original-Method", "GET"),
                        new HeaderLines.Line("X-Original-Host", SITE),
                        new HeaderLines.Line("X-Original-Uri", "/docs")));
        return List.of(
                broker.whoAmI(keys).status(),
                broker.evaluate(keys, "reports:Get", "").status(),
                evaluated.status(),
                introspected.body().contains("\"active\":true") ? 200 : 401,
                forwarded.status(),
                site.visit("/docs/").status(),
                browser.isSignedIn() ? 200 : 401);
    }

    private void lives() {
        assertEquals(List.of(200, 200, 200, 200, 200, 200, 200), faces());
    }

    private void isOver() {
        assertEquals(List.of(403, 401, 401, 401, 401, 401, 401), faces());
    }

    private void refused(Reason reason, Wire.Reply reply) {
        assertTrue(reply.status() >= 400 && reply.status() < 500, reply::toString);
        assertEquals(
                List.of("BROWSER_LOGOUT REFUSED " + reason),
                broker.audit.of(reply).stream().map(AuditTrail.Entry::told).toList());
        assertTrue(reply.body().contains("This sign-out was not accepted"), reply::body);
        lives();
    }

    @Test
    void logoutOfTheProviderEndsItsSessionAtEveryFace() {
        Browser elsewhere = signedIn("_another-" + index);
        lives();
        Wire.Reply reply = browser.visit(SLO + "?" + desk.query(asking(index), Optional.of("their&state")));
        assertEquals(303, reply.status(), reply::toString);
        String location = reply.header("Location").orElseThrow();
        assertTrue(location.startsWith("https://idp.example.com/slo/back?SAMLResponse="), location);
        Map<String, String> answer = Browser.query(location);
        assertEquals("their&state", answer.get("RelayState"));
        assertTrue(answer.containsKey("Signature"));
        assertTrue(Browser.inflate(answer.getOrDefault("SAMLResponse", "")).contains("status:Success"));
        assertEquals(Optional.empty(), browser.cookie(Browser.SESSION));
        isOver();
        assertTrue(elsewhere.isSignedIn());
    }

    @Test
    void logoutByPostIsTheSame() {
        String message = asking(index);
        Wire.Reply reply = bring(message, desk.posted(message));
        assertEquals(303, reply.status(), reply::toString);
        isOver();
    }

    @Test
    void logoutOfNoSessionInParticularEndsAllOfThePerson() {
        Browser elsewhere = signedIn("_another-" + index);
        assertEquals(303, bring(desk.query(asking(), Optional.empty())).status());
        isOver();
        assertFalse(elsewhere.isSignedIn());
    }

    @Test
    void S83foreignSessionOrPersonEndsNothing() {
        assertEquals(
                303, bring(desk.query(asking("_foreign"), Optional.empty())).status());
        lives();
        String bob = desk.request(OURS, "bob@corp.example.com", List.of(index));
        assertEquals(303, bring(desk.query(bob, Optional.empty())).status());
        lives();
    }

    @Test
    void S83unsignedLogoutIsRefused() {
        String message = asking(index);
        refused(Reason.SIGNATURE_MISSING, bring(desk.unsigned(message, Optional.of("s"))));
        refused(Reason.SIGNATURE_MISSING, bring(message, LogoutDesk.base64(message.getBytes(StandardCharsets.UTF_8))));
        refused(Reason.PARAMETER_MISSING, bring(""));
    }

    @Test
    void S83logoutSignedBySomebodyElseIsRefused() {
        String message = asking(index);
        refused(Reason.SIGNATURE_INVALID, bring(desk.signed(desk.unsigned(message, Optional.empty()), STRANGER)));
        refused(Reason.SIGNATURE_INVALID, bring(message, desk.posted(message, STRANGER)));
        refused(
                Reason.SIGNATURE_INVALID,
                bring(desk.signed(desk.unsigned(message, Optional.empty()), AttackedBroker.OUR_KEYS)));
    }

    @Test
    void S83replayedLogoutIsRefused() {
        String query = desk.query(asking(index), Optional.empty());
        assertEquals(303, bring(query).status());
        isOver();
        signInAgainAndTake();
        refused(Reason.PROOF_REPLAYED, bring(query));
        String message = asking("_nothing");
        String posted = desk.posted(message);
        assertEquals(303, bring(message, posted).status());
        refused(Reason.PROOF_REPLAYED, bring(message, posted));
        refused(Reason.PROOF_REPLAYED, bring(desk.query(message, Optional.of("other"))));
    }

    @Test
    void S83oldLogoutIsRefused() {
        String query = desk.query(asking(index), Optional.empty());
        broker.clock.step(Duration.ofMinutes(12));
        refused(Reason.PROOF_EXPIRED, bring(query));
    }

    @Test
    void S88logoutForAnotherServiceIsRefused() {
        String elsewhere = desk.request("https://other.example.com/slo", ALICE, List.of(index));
        refused(Reason.DESTINATION_MISMATCH, bring(desk.query(elsewhere, Optional.empty())));
        Wire.Reply other =
                new Browser(broker).visit("/saml/corp-oidc/slo?" + desk.query(asking(index), Optional.empty()));
        refused(Reason.PROVIDER_UNKNOWN, other);
    }

    @Test
    void S79providerSwitchedOffIsNotListenedTo() {
        broker.reconfigure("providers/corp.yaml", "type: saml\n  enabled: true", "type: saml\n  enabled: false");
        Wire.Reply reply = bring(desk.query(asking(index), Optional.empty()));
        broker.restoreConfiguration();
        refused(Reason.PROVIDER_DISABLED, reply);
    }

    @Test
    void S14responseOfASignInIsNoLogout() {
        refused(
                Reason.SAML_STRUCTURE,
                new Browser(broker).postElsewhere(SLO, Map.of("SAMLRequest", broker.response())));
        refused(
                Reason.SAML_STRUCTURE,
                new Browser(broker).postElsewhere(SLO, Map.of("SAMLResponse", broker.response())));
    }

    /** What the browser was sent away with. */
    private record Asked(String requestId, String relayState) {}

    private Asked signOut() {
        Wire.Reply page = browser.postOurs("/logout", Map.of(Browser.CSRF, browser.csrf()));
        assertEquals(200, page.status(), page::toString);
        assertTrue(page.body().contains("You are signed out here"), page::body);
        String refresh = page.header("Refresh").orElseThrow();
        assertTrue(refresh.startsWith("0; url=https://idp.example.com/slo?SAMLRequest="), refresh);
        Map<String, String> query = Browser.query(refresh.substring(refresh.indexOf("https:")));
        String request = Browser.inflate(query.getOrDefault("SAMLRequest", ""));
        assertTrue(request.contains("<samlp:SessionIndex>" + index + "</samlp:SessionIndex>"), request);
        assertTrue(request.contains(">" + ALICE + "</saml:NameID>"), request);
        Matcher id = Pattern.compile(" ID=\"([^\"]+)\"").matcher(request);
        assertTrue(id.find());
        return new Asked(id.group(1), query.getOrDefault("RelayState", ""));
    }

    private String answer(Asked asked, String... codes) {
        return desk.query(desk.response(OURS, asked.requestId(), codes), Optional.of(asked.relayState()));
    }

    private void told(String words, Wire.Reply page) {
        assertEquals(200, page.status(), page::toString);
        assertTrue(page.body().contains(words), page::body);
    }

    private void notAnswered(Reason reason, Wire.Reply reply) {
        assertTrue(reply.status() >= 400 && reply.status() < 500, reply::toString);
        assertEquals(
                List.of("BROWSER_LOGOUT REFUSED " + reason),
                broker.audit.of(reply).stream().map(AuditTrail.Entry::told).toList());
    }

    @Test
    void signingOutHereGoesOnToTheProvider() {
        Asked asked = signOut();
        isOver();
        told("You are signed out at corp too", browser.visit(SLO + "?" + answer(asked, "Success")));
    }

    @Test
    void providerThatDoesNotDoAllOfItIsNotSaidToHave() {
        Asked asked = signOut();
        told("corp did not confirm", browser.visit(SLO + "?" + answer(asked, "Success", "PartialLogout")));
        signInAndTake();
        Asked again = signOut();
        String message = desk.response(OURS, again.requestId(), "Responder");
        told(
                "corp did not confirm",
                browser.postElsewhere(
                        SLO, Map.of("SAMLResponse", desk.posted(message), "RelayState", again.relayState())));
    }

    @Test
    void S83answerCountsOnceInTheBrowserThatAskedAndForItsRequest() {
        Asked asked = signOut();
        notAnswered(Reason.LOGOUT_UNKNOWN, bring(answer(asked, "Success")));
        String unsigned =
                desk.unsigned(desk.response(OURS, asked.requestId(), "Success"), Optional.of(asked.relayState()));
        notAnswered(Reason.SIGNATURE_MISSING, browser.visit(SLO + "?" + unsigned));
        String withoutState = desk.query(desk.response(OURS, asked.requestId(), "Success"), Optional.empty());
        notAnswered(Reason.LOGOUT_UNKNOWN, browser.visit(SLO + "?" + withoutState));
        String good = answer(asked, "Success");
        Browser other = new Browser(broker);
        other.steal(browser);
        told("You are signed out at corp too", browser.visit(SLO + "?" + good));
        notAnswered(Reason.LOGOUT_UNKNOWN, other.visit(SLO + "?" + good));

        signInAndTake();
        Asked second = signOut();
        notAnswered(
                Reason.IN_RESPONSE_TO_MISMATCH,
                browser.visit(SLO + "?" + answer(new Asked("_another", second.relayState()), "Success")));
    }

    @Test
    void S83answerToALoginIsNoAnswerToALogout() {
        Browser.Sent login = browser.leave("/");
        String answer = desk.query(desk.response(OURS, login.requestId(), "Success"), Optional.of(login.relayState()));
        notAnswered(Reason.LOGOUT_UNKNOWN, browser.visit(SLO + "?" + answer));
        Asked asked = signOut();
        Wire.Reply entered = browser.comeBack(
                broker.idp.response(broker.spec().inResponseTo(asked.requestId())), asked.relayState());
        assertTrue(entered.status() >= 400, entered::toString);
        assertFalse(browser.isSignedIn());
    }
}
