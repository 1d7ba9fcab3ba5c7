package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.Reason;
import dev.daypass.testkit.jwt.SigningKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Response or ID token that was on its way, or in a thief's hands, when its provider signed the person out opens nothing
 * any more, wherever it is brought (X10; SAML Core 3.7.3.1). The next one does at once.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LateProofAttackTest {
    private static final String SLO = "/saml/corp/slo";
    private static final String ALICE = "alice@corp.example.com";
    private static final String BACK = "/oidc/corp-oidc/backchannel-logout";

    private final AttackedBroker broker;

    LateProofAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    private String response(String session) {
        return broker.idp.forged(
                broker.spec(),
                draft -> draft.set("AuthnStatement", "SessionIndex", session),
                draft -> {},
                text -> text);
    }

    private void samlLogout(String person, String... sessions) {
        String request = broker.desk.request(Browser.ISSUER + SLO, person, List.of(sessions));
        Wire.Reply told = new Browser(broker).visit(SLO + "?" + broker.desk.query(request, Optional.empty()));
        assertEquals(303, told.status(), told::toString);
    }

    private void openIdLogout(boolean named, String session) {
        var draft = broker.issuer.logoutToken();
        String token = (named ? draft.claim("sid", session) : draft.without("sid")).signedBy(SigningKeys.RSA);
        Wire.Reply told =
                Wire.post(broker.port(), BACK, Wire.FORM, List.of(), Wire.form(Map.of("logout_token", token)));
        assertEquals(200, told.status(), told::toString);
    }

    private Wire.Reply exchanged(String type, String token) {
        return new TokenTalk(broker).as("plain", TokenTalk.exchange(type, token));
    }

    private void refused(Wire.Reply reply) {
        assertTrue(reply.status() >= 400 && reply.status() < 500, reply::toString);
        assertEquals(
                List.of("SIGN_IN REFUSED " + Reason.SUBJECT_SIGNED_OUT),
                broker.audit.of(reply).stream().map(AuditTrail.Entry::told).toList());
    }

    private void assertResponsesAreRefused(List<String> kept) {
        long before = broker.holdings().sessions();
        refused(new Browser(broker).comeBack(kept.get(0), "/"));
        Wire.Reply sts = broker.sts(AttackedBroker.withSaml(kept.get(1)));
        refused(sts);
        assertEquals("InvalidIdentityToken", sts.code());
        refused(exchanged("saml2", kept.get(2)));
        assertEquals(before, broker.holdings().sessions());
    }

    private void assertResponsesAreTaken(String session) {
        assertEquals(303, new Browser(broker).comeBack(response(session), "/").status());
        assertEquals(200, broker.sts(AttackedBroker.withSaml(response(session))).status());
        assertEquals(200, exchanged("saml2", response(session)).status());
    }

    @Test
    void X10responseOfALoggedOutSessionIsRefusedAtEveryEntrance() {
        String session = "_" + UUID.randomUUID();
        List<String> kept = List.of(response(session), response(session), response(session));
        List<String> other = List.of(response(session + "-2"));
        samlLogout(ALICE, session);
        assertResponsesAreRefused(kept);
        assertEquals(303, new Browser(broker).comeBack(other.get(0), "/").status(), "another session of the person");
        assertResponsesAreTaken(session + "-3");
        broker.clock.step(Duration.ofMillis(5));
        assertResponsesAreTaken(session);
    }

    @Test
    void X10responseOfALoggedOutPersonIsRefusedAtEveryEntrance() {
        List<String> kept = List.of(response("_a"), response("_b"), response("_c"));
        broker.clock.step(Duration.ofMillis(5));
        samlLogout(ALICE);
        assertResponsesAreRefused(kept);
        broker.clock.step(Duration.ofMillis(5));
        assertResponsesAreTaken("_a");
    }

    @Test
    void S83logoutOfSomebodyElseKeepsNobodyOut() {
        String session = "_" + UUID.randomUUID();
        String mine = response(session);
        samlLogout("bob@corp.example.com", session);
        samlLogout("bob@corp.example.com");
        assertEquals(303, new Browser(broker).comeBack(mine, "/").status());
    }

    @Test
    void X10idTokenOfALoggedOutSessionOrPersonIsRefusedAtEveryEntrance() {
        String session = "late-" + UUID.randomUUID();
        String token = idToken(session);
        openIdLogout(true, session);
        refused(broker.sts(AttackedBroker.withToken(token)));
        refused(exchanged("id_token", token));
        assertEquals(200, broker.sts(AttackedBroker.withToken(idToken("other"))).status());
        broker.clock.step(Duration.ofSeconds(1));
        assertEquals(200, broker.sts(AttackedBroker.withToken(idToken(session))).status());

        String kept = idToken("another");
        broker.clock.step(Duration.ofSeconds(1));
        openIdLogout(false, session);
        refused(broker.sts(AttackedBroker.withToken(kept)));
        refused(exchanged("id_token", kept));
        assertEquals(200, exchanged("id_token", idToken("another")).status(), "signed in anew, within the second");
    }

    private String idToken(String session) {
        return broker.issuer.token().claim("sid", session).signedBy(SigningKeys.RSA);
    }

    @Test
    void X10whoIsSignedOutWhileAQuestionStandsDoesNotArrive() {
        var browser = new Browser(broker);
        browser.signIn();
        String carol = "carol@corp.example.com";
        Map<String, String> yes = asked(browser, carol);
        broker.clock.step(Duration.ofMillis(5));
        samlLogout(carol);
        Wire.Reply late = browser.postOurs("/login/switch", yes);
        assertEquals(401, late.status(), late::toString);
        assertEquals(
                List.of("BROWSER_LOGIN REFUSED " + Reason.NOT_SIGNED_IN),
                broker.audit.of(late).stream().map(AuditTrail.Entry::told).toList());
        assertTrue(browser.isSignedIn(), "nobody's place is taken");
        broker.clock.step(Duration.ofMillis(5));
        assertEquals(
                303, browser.postOurs("/login/switch", asked(browser, carol)).status());
    }

    private Map<String, String> asked(Browser browser, String person) {
        String response = broker.idp.response(broker.spec().subject(person));
        return Map.of("arrival", Fields.hidden(browser.comeBack(response, "/"), "arrival"));
    }
}
