package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.Reason;
import dev.daypass.testkit.saml.ResponseSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks on signing in at a SAML provider with a browser, through the front door. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SamlLoginAttackTest {
    private final AttackedBroker broker;
    private Browser browser;

    SamlLoginAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
        browser = new Browser(broker);
    }

    @BeforeEach
    void freshBrowser() {
        browser = new Browser(broker);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    private String answering(Browser.Sent sent) {
        return broker.idp.response(broker.spec().inResponseTo(sent.requestId()));
    }

    private void entered(Wire.Reply reply, String where) {
        assertEquals(303, reply.status(), reply::toString);
        assertEquals(Optional.of(where), reply.header("Location"));
        assertTrue(browser.isSignedIn());
    }

    private void refused(Reason reason, Wire.Reply reply) {
        assertTrue(reply.status() >= 400 && reply.status() < 500, reply::toString);
        assertEquals(
                List.of(reason.name()),
                broker.audit.of(reply).stream().map(AuditTrail.Entry::reason).toList(),
                reply::toString);
        assertFalse(reply.body().contains(AttackedBroker.MARK));
        assertFalse(browser.isSignedIn());
    }

    @Test
    void browserSignsInAndGoesWhereItWasGoing() {
        Browser.Sent sent = browser.leave("/sessions?x=1");
        assertEquals(Optional.empty(), browser.cookie(Browser.SESSION));
        Wire.Reply reply = browser.comeBack(answering(sent), sent.relayState());
        entered(reply, "/sessions?x=1");
        assertEquals(Optional.empty(), browser.cookie(Browser.LOGIN + sent.relayState()));
        assertEquals(
                List.of("SIGN_IN GRANTED", "BROWSER_SESSION GRANTED"),
                broker.audit.of(reply).stream().map(AuditTrail.Entry::told).toList());
    }

    @Test
    void twoTabsDoNotDisturbEachOther() {
        Browser.Sent one = browser.leave("/one");
        Browser.Sent two = browser.leave("/two");
        entered(browser.comeBack(answering(two), two.relayState()), "/two");
        entered(browser.comeBack(answering(one), one.relayState()), "/one");
    }

    @Test
    void ofManyLoginsUnderWayTheOldestAreDropped() {
        Browser.Sent oldest = browser.leave("/");
        for (int i = 0; i < 5; i++) {
            browser.leave("/");
        }
        assertEquals(
                5,
                browser.cookies().stream()
                        .filter(name -> name.startsWith(Browser.LOGIN))
                        .count());
        refused(Reason.LOGIN_UNKNOWN, browser.comeBack(answering(oldest), oldest.relayState()));
    }

    @Test
    void S67responseToARequestThatWasNeverMade() {
        Browser.Sent sent = browser.leave("/");
        String unknown = broker.idp.response(broker.spec().inResponseTo("_0123456789"));
        refused(Reason.IN_RESPONSE_TO_MISMATCH, browser.comeBack(unknown, sent.relayState()));
        refused(Reason.LOGIN_UNKNOWN, browser.comeBack(unknown, "A".repeat(22)));
        refused(Reason.IN_RESPONSE_TO_MISMATCH, browser.comeBack(unknown, ""));
    }

    @Test
    void S67responseToTheRequestOfAnotherBrowser() {
        Browser.Sent sent = browser.leave("/");
        var victim = new Browser(broker);
        Wire.Reply reply = victim.comeBack(answering(sent), sent.relayState());
        refused(Reason.LOGIN_UNKNOWN, reply);
        assertFalse(victim.isSignedIn());
        entered(browser.comeBack(answering(sent), sent.relayState()), "/");
    }

    @Test
    void S67responsesOfTwoTabsSwapped() {
        Browser.Sent one = browser.leave("/one");
        Browser.Sent two = browser.leave("/two");
        refused(Reason.IN_RESPONSE_TO_MISMATCH, browser.comeBack(answering(one), two.relayState()));
    }

    @Test
    void S67requestAnsweredBefore() {
        Browser.Sent sent = browser.leave("/");
        var thief = new Browser(broker);
        thief.steal(browser);
        entered(browser.comeBack(answering(sent), sent.relayState()), "/");
        Wire.Reply reply = thief.comeBack(answering(sent), sent.relayState());
        assertEquals(
                List.of("BROWSER_LOGIN REFUSED LOGIN_SPENT"),
                broker.audit.of(reply).stream().map(AuditTrail.Entry::told).toList());
        assertFalse(thief.isSignedIn());
    }

    @Test
    void S67requestAnsweredTooLate() {
        Browser.Sent sent = browser.leave("/");
        broker.clock.step(Duration.ofMinutes(10));
        refused(Reason.LOGIN_UNKNOWN, browser.comeBack(answering(sent), sent.relayState()));
    }

    @Test
    void S67responseAndConfirmationDisagree() {
        Browser.Sent sent = browser.leave("/");
        ResponseSpec spec = broker.spec().inResponseTo(sent.requestId());
        String disagreeing = broker.idp.forged(
                spec, draft -> draft.response().setAttribute("InResponseTo", "_another"), draft -> {}, text -> text);
        refused(Reason.IN_RESPONSE_TO_MISMATCH, browser.comeBack(disagreeing, sent.relayState()));
    }

    @Test
    void S67unsolicitedResponseDoesNotAnswerARequest() {
        Browser.Sent sent = browser.leave("/");
        refused(Reason.IN_RESPONSE_TO_MISMATCH, browser.comeBack(broker.response(), sent.relayState()));
    }

    @Test
    void S68unsolicitedResponseOnlyWhereTheProviderMayBegin() {
        entered(browser.comeBack(broker.response(), "/sessions"), "/sessions");
        freshBrowser();
        broker.reconfigure("providers/corp.yaml", "idpInitiated: true", "idpInitiated: false");
        try {
            refused(Reason.UNSOLICITED_NOT_ALLOWED, browser.comeBack(broker.response(), "/sessions"));
            Browser.Sent sent = browser.leave("/");
            entered(browser.comeBack(answering(sent), sent.relayState()), "/");
        } finally {
            broker.restoreConfiguration();
        }
    }

    @Test
    void S68unsolicitedResponseThatAnswersSomething() {
        String answering = broker.idp.response(broker.spec().inResponseTo("_somebodys"));
        refused(Reason.IN_RESPONSE_TO_MISMATCH, browser.comeBack(answering, "/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example.com",
                "//evil.example.com",
                "/\\evil.example.com",
                "\\\\evil.example.com",
                "javascript:alert(1)",
                "/a\r\nSet-Cookie: x=y",
                "/a%0d%0aSet-Cookie:%20x=y",
                "/%2fevil.example.com",
                "/../evil",
                "data:text/html,x",
                "/01234567890123456789012345678901234567890123456789012345678901234567890123456789",
                "app-1",
                " ",
                "/ä"
            })
    void S81relayStateThatIsNoPathOfOursLeadsToTheFirstPage(String relayState) {
        entered(browser.comeBack(broker.response(), relayState), "/");
        assertFalse(browser.cookies().contains("x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example.com",
                "//evil.example.com",
                "/\\evil.example.com",
                "/a\r\nSet-Cookie: x=y",
                "/%0d%0ax",
                "@evil.example.com",
                "?x"
            })
    void W08targetThatIsNoPathOfOursLeadsToTheFirstPage(String to) {
        Browser.Sent sent = browser.leave(to);
        entered(browser.comeBack(answering(sent), sent.relayState()), "/");
        assertFalse(browser.cookies().contains("x"));
    }

    @Test
    void S69responseIsSpentWhicheverWayItComesIn() {
        String response = broker.response();
        entered(browser.comeBack(response, "/"), "/");
        assertEquals(
                "InvalidIdentityToken",
                broker.sts(AttackedBroker.withSaml(response)).code());
        freshBrowser();
        refused(Reason.PROOF_REPLAYED, browser.comeBack(response, "/"));
    }

    @Test
    void S79providerSwitchedOffIsOffForOldLoginsToo() {
        Browser.Sent sent = browser.leave("/");
        Browser other = new Browser(broker);
        other.signIn();
        assertTrue(other.isSignedIn());
        broker.reconfigure("providers/corp.yaml", "type: saml\n  enabled: true", "type: saml\n  enabled: false");
        try {
            refused(Reason.PROVIDER_DISABLED, browser.visit("/saml/corp/login"));
            refused(Reason.PROVIDER_DISABLED, browser.comeBack(answering(sent), sent.relayState()));
            refused(Reason.PROVIDER_DISABLED, browser.comeBack(broker.response(), "/"));
            assertFalse(other.isSignedIn());
        } finally {
            broker.restoreConfiguration();
        }
        refused(Reason.PROVIDER_UNKNOWN, browser.visit("/saml/nobody/login"));
        refused(Reason.PROVIDER_UNKNOWN, browser.visit("/saml/corp-oidc/login"));
    }

    @Test
    void O13responseOfAnAttackerDoesNotReplaceWhoIsSignedIn() {
        browser.signIn();
        String cookie = browser.cookie(Browser.SESSION).orElseThrow();
        String mallory = broker.idp.response(broker.spec().subject("mallory@corp.example.com"));
        Wire.Reply asked = browser.comeBack(mallory, "/sessions");
        assertEquals(200, asked.status(), asked::toString);
        assertEquals(Optional.of(cookie), browser.cookie(Browser.SESSION));
        assertTrue(browser.isSignedIn());

        var yes = java.util.Map.of("arrival", Fields.hidden(asked, "arrival"));
        assertEquals(403, browser.postElsewhere("/login/switch", yes).status());
        var attacker = new Browser(broker);
        attacker.signIn();
        assertEquals(400, attacker.postOurs("/login/switch", yes).status());
        assertEquals(401, new Browser(broker).postOurs("/login/switch", yes).status());
        assertEquals(Optional.of(cookie), browser.cookie(Browser.SESSION));

        Wire.Reply switched = browser.postOurs("/login/switch", yes);
        entered(switched, "/sessions");
        assertNotEquals(Optional.of(cookie), browser.cookie(Browser.SESSION));
        assertEquals(400, browser.postOurs("/login/switch", yes).status());
        var old = new Browser(broker);
        old.plant(Browser.SESSION, cookie);
        assertFalse(old.isSignedIn());
    }

    @Test
    void sameSubjectComingUnaskedIsNotAsked() {
        browser.signIn();
        entered(browser.comeBack(broker.response(), "/sessions"), "/sessions");
    }
}
