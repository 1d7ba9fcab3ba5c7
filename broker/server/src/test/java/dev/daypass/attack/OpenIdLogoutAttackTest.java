package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.Reason;
import dev.daypass.server.sts.Signed;
import dev.daypass.testkit.jwt.SigningKeys;
import dev.daypass.testkit.jwt.TokenDraft;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Who signs out at the OpenID provider is signed out here, and by nobody else's word (X12). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OpenIdLogoutAttackTest {
    private static final String BACK = "/oidc/corp-oidc/backchannel-logout";
    private static final String FRONT = "/oidc/corp-oidc/frontchannel-logout";

    private final AttackedBroker broker;

    OpenIdLogoutAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    /** Somebody signs in later than all that was told before: tokens tell whole seconds. */
    private Browser signedIn(String session) {
        broker.clock.step(Duration.ofSeconds(1));
        broker.flow.session(session);
        var browser = new Browser(broker);
        assertEquals(303, browser.signInAtOpenId().status());
        assertTrue(browser.isSignedIn());
        return browser;
    }

    private Wire.Reply back(TokenDraft draft) {
        return back(draft.signedBy(SigningKeys.RSA));
    }

    private Wire.Reply back(String token) {
        return Wire.post(broker.port(), BACK, Wire.FORM, List.of(), Wire.form(Map.of("logout_token", token)));
    }

    private Wire.Reply front(String issuer, String session) {
        return Wire.get(
                broker.port(), FRONT + "?iss=" + Wire.encode(issuer) + "&sid=" + Wire.encode(session), List.of());
    }

    private void refused(Reason reason, Wire.Reply reply) {
        assertEquals(400, reply.status(), reply::toString);
        assertEquals("invalid_request", reply.code());
        assertEquals("no-store", reply.header("Cache-Control").orElse(""));
        audited(reason, reply);
    }

    private void audited(Reason reason, Wire.Reply reply) {
        assertEquals(
                List.of("BROWSER_LOGOUT REFUSED " + reason),
                broker.audit.of(reply).stream().map(AuditTrail.Entry::told).toList());
    }

    private Signed.Keys taken(Browser browser) {
        Wire.Reply page = browser.take("prod/Federated");
        assertEquals(200, page.status(), page::toString);
        return new Signed.Keys(
                exported(page, "AWS_ACCESS_KEY_ID"),
                exported(page, "AWS_SECRET_ACCESS_KEY"),
                Optional.of(exported(page, "AWS_SESSION_TOKEN")),
                broker.clock.instant());
    }

    private static String exported(Wire.Reply page, String name) {
        Matcher line = Pattern.compile("export " + name + "=(?:'|&#39;)([A-Za-z0-9+/=_-]+)")
                .matcher(page.body());
        assertTrue(line.find(), page::body);
        return line.group(1);
    }

    @Test
    void sessionOfTheProviderEndsWithWhatWasTakenInIt() {
        Browser one = signedIn("k1");
        Browser other = signedIn("k2");
        Signed.Keys keys = taken(one);
        assertEquals(200, broker.whoAmI(keys).status());
        SiteVisitor site = new SiteVisitor(broker, "wiki.example.com").enter(one);
        SiteVisitor otherSite = new SiteVisitor(broker, "wiki.example.com").enter(other);

        Wire.Reply told = back(broker.issuer.logoutToken().claim("sid", "k1"));
        assertEquals(200, told.status(), told::toString);
        assertEquals("no-store", told.header("Cache-Control").orElse(""));
        assertEquals(
                List.of("REVOCATION GRANTED", "BROWSER_LOGOUT GRANTED"),
                broker.audit.of(told).stream().map(AuditTrail.Entry::told).toList());
        assertFalse(one.isSignedIn());
        assertEquals("InvalidClientTokenId", broker.whoAmI(keys).code());
        assertEquals("session_revoked", broker.evaluate(keys, "reports:Get", "").code());
        assertEquals(401, site.visit("/docs/").status());
        assertTrue(other.isSignedIn());
        assertEquals(200, otherSite.visit("/docs/").status());
    }

    @Test
    void subjectAloneEndsAllOfTheirsAndBothMustFitWhereBothAreNamed() {
        Browser one = signedIn("a1");
        Browser other = signedIn("a2");
        assertEquals(
                200,
                back(broker.issuer.logoutToken().claim("sid", "a1").subject("bob"))
                        .status());
        assertEquals(
                200, back(broker.issuer.logoutToken().claim("sid", "unknown")).status());
        assertEquals(
                200,
                back(broker.issuer.logoutToken().without("sid").subject("bob")).status());
        assertTrue(one.isSignedIn());
        assertTrue(other.isSignedIn());
        assertEquals(200, back(broker.issuer.logoutToken().without("sid")).status());
        assertFalse(one.isSignedIn());
        assertFalse(other.isSignedIn());
    }

    @Test
    void signedInAnewIsSignedInWhateverWasToldBefore() {
        Browser browser = signedIn("s1");
        assertEquals(200, back(broker.issuer.logoutToken()).status());
        assertFalse(browser.isSignedIn());
        assertTrue(signedIn("s1").isSignedIn());
    }

    @Test
    void X12whatIsNoLogoutTokenOfTheProviderEndsNothing() {
        Browser alice = signedIn("s1");
        TokenDraft draft = broker.issuer.logoutToken();
        refused(Reason.TOKEN_ALGORITHM, back(draft.header("alg", "none")));
        refused(Reason.TOKEN_SIGNATURE_INVALID, back(draft.signedBy(SigningKeys.STRANGER.named("rsa-1"))));
        refused(Reason.ISSUER_MISMATCH, back(draft.claim("iss", broker.issuer.issuer() + "/")));
        refused(Reason.AUDIENCE_MISMATCH, back(draft.audience("payroll")));
        refused(Reason.TOKEN_TYPE, back(draft.without("events")));
        refused(Reason.TOKEN_CLAIM_INVALID, back(draft.claim("nonce", "n")));
        refused(Reason.TOKEN_CLAIM_INVALID, back(draft.without("exp")));
        refused(Reason.PROOF_EXPIRED, back(draft.claim("iat", 1_000_000).claim("exp", 1_000_100)));
        refused(Reason.TOKEN_TYPE, back(broker.issuer.token()));
        refused(Reason.TOKEN_MALFORMED, back("x"));
        refused(Reason.PARAMETER_MISSING, back(""));
        refused(
                Reason.REQUEST_MALFORMED,
                Wire.post(broker.port(), BACK, "application/json", List.of(), "{\"logout_token\":\"x\"}"));
        assertTrue(alice.isSignedIn());
    }

    @Test
    void X12logoutTokenIsGoodOnce() {
        Browser alice = signedIn("s1");
        String token = broker.issuer.logoutToken().signedBy(SigningKeys.RSA);
        assertEquals(200, back(token).status());
        assertFalse(alice.isSignedIn());
        Browser again = signedIn("s1");
        refused(Reason.PROOF_REPLAYED, back(token));
        assertTrue(again.isSignedIn());
    }

    @Test
    void X12tokenOfOneProviderEndsNothingOfAnother() {
        var saml = new Browser(broker);
        saml.signIn();
        String token =
                broker.issuer.logoutToken().subject("alice@corp.example.com").signedBy(SigningKeys.RSA);
        String form = Wire.form(Map.of("logout_token", token));
        for (String provider : List.of("corp", "corp-ldap", "nobody")) {
            refused(
                    Reason.PROVIDER_UNKNOWN,
                    Wire.post(broker.port(), "/oidc/" + provider + "/backchannel-logout", Wire.FORM, List.of(), form));
        }
        assertTrue(saml.isSignedIn());
    }

    @Test
    void X01logoutTokenIsNoProofAnywhere() {
        String token = broker.issuer.logoutToken().signedBy(SigningKeys.RSA);
        assertEquals(
                "InvalidIdentityToken",
                broker.sts(AttackedBroker.withToken(token)).code());
        assertEquals(
                "invalid_request",
                new TokenTalk(broker)
                        .as("plain", TokenTalk.exchange("id_token", token))
                        .code());
    }

    @Test
    void frameOfTheProviderEndsTheSessionItNames() {
        Browser one = signedIn("f1");
        Browser other = signedIn("f2");
        Wire.Reply page = front(broker.issuer.issuer(), "f1");
        assertEquals(200, page.status(), page::toString);
        assertEquals(
                "default-src 'none'; frame-ancestors " + broker.issuer.issuer(),
                page.header("Content-Security-Policy").orElse(""));
        assertEquals("no-store", page.header("Cache-Control").orElse(""));
        assertFalse(one.isSignedIn());
        assertTrue(other.isSignedIn());
    }

    @Test
    void X12frameThatNamesNoSessionOfTheProviderEndsNothing() {
        Browser alice = signedIn("g1");
        Wire.Reply unknown = front(broker.issuer.issuer(), "g");
        assertEquals(front(broker.issuer.issuer(), "nobody's").body(), unknown.body());
        assertEquals(200, unknown.status());
        audited(Reason.NOT_SIGNED_IN, unknown);
        audited(Reason.NOT_SIGNED_IN, front(broker.issuer.issuer(), "G1"));
        audited(Reason.NOT_SIGNED_IN, front(broker.issuer.issuer(), "%"));
        audited(Reason.ISSUER_MISMATCH, front("https://evil.example.com", "g1"));
        audited(Reason.ISSUER_MISMATCH, front(broker.issuer.issuer() + "/", "g1"));
        audited(Reason.PARAMETER_INVALID, front(broker.issuer.issuer(), "g".repeat(300)));
        audited(Reason.PARAMETER_MISSING, front(broker.issuer.issuer(), ""));
        audited(Reason.PARAMETER_MISSING, front("", "g1"));
        audited(Reason.PARAMETER_MISSING, Wire.get(broker.port(), FRONT, List.of()));
        audited(Reason.REQUEST_MALFORMED, Wire.get(broker.port(), FRONT + "?sid=g1&sid=g1", List.of()));
        Wire.Reply saml = Wire.get(broker.port(), "/oidc/corp/frontchannel-logout?iss=x&sid=g1", List.of());
        audited(Reason.PROVIDER_UNKNOWN, saml);
        assertEquals(
                "default-src 'none'; frame-ancestors 'none'",
                saml.header("Content-Security-Policy").orElse(""));
        assertTrue(alice.isSignedIn());
    }

    /** Signs out here and goes where the page leads; the query that the provider gets. */
    private Map<String, String> signOut(Browser browser) {
        Wire.Reply page = browser.postOurs("/logout", Map.of(Browser.CSRF, browser.csrf()));
        assertEquals(200, page.status(), page::toString);
        String to = page.header("Refresh").orElseThrow().substring("0; url=".length());
        assertTrue(to.startsWith(broker.issuer.issuer() + "/logout?"), to);
        return Browser.query(to);
    }

    private static String loggedOut(String state) {
        return "/oidc/corp-oidc/logged-out?state=" + Wire.encode(state);
    }

    @Test
    void whoSignsOutHereIsSentToSignOutThereAndComesBack() {
        Browser alice = signedIn("r1");
        Map<String, String> asked = signOut(alice);
        assertEquals("daypass", asked.get("client_id"));
        assertEquals(Browser.ISSUER + "/oidc/corp-oidc/logged-out", asked.get("post_logout_redirect_uri"));
        assertEquals("alice", asked.get("logout_hint"));
        assertFalse(alice.isSignedIn());
        Wire.Reply back = alice.visit(loggedOut(asked.getOrDefault("state", "")));
        assertEquals(200, back.status(), back::toString);
        assertTrue(back.body().contains("corp-oidc"), back::body);
        assertFalse(alice.cookies().contains("__Host-daypass-logout"));
    }

    @Test
    void S67answerToALogoutIsTakenOnceAndInTheBrowserThatWasSent() {
        Browser alice = signedIn("r2");
        String state = signOut(alice).getOrDefault("state", "");
        var thief = new Browser(broker);
        thief.steal(alice);
        audited(Reason.LOGOUT_UNKNOWN, new Browser(broker).visit(loggedOut(state)));
        audited(Reason.LOGOUT_UNKNOWN, alice.visit(loggedOut("A".repeat(22))));
        audited(Reason.LOGOUT_UNKNOWN, alice.visit("/oidc/corp-oidc/logged-out"));
        audited(Reason.LOGOUT_UNKNOWN, alice.visit("/oidc/other/logged-out?state=" + state));
        audited(Reason.REQUEST_MALFORMED, alice.visit(loggedOut(state) + "&state=" + state));
        assertEquals(200, alice.visit(loggedOut(state)).status());
        audited(Reason.LOGOUT_UNKNOWN, thief.visit(loggedOut(state)));
    }

    @Test
    void S79providerSwitchedOffEndsNothingMore() {
        Browser alice = signedIn("h1");
        broker.reconfigure("providers/corp.yaml", "type: oidc\n  enabled: true", "type: oidc\n  enabled: false");
        try {
            refused(Reason.PROVIDER_DISABLED, back(broker.issuer.logoutToken()));
            audited(Reason.PROVIDER_DISABLED, front(broker.issuer.issuer(), "h1"));
        } finally {
            broker.restoreConfiguration();
        }
        assertTrue(alice.isSignedIn());
    }
}
