package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.Reason;
import dev.daypass.testkit.jwt.CodeFault;
import dev.daypass.testkit.jwt.CodeFlow;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Attacks on signing in at an OpenID provider with a browser (O04, O08, O12, O13, O14). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OpenIdLoginAttackTest {
    private static final String PROVIDERS = "providers/corp.yaml";

    private final AttackedBroker broker;
    private final CodeFlow flow;
    private Browser browser;

    OpenIdLoginAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
        flow = broker.flow;
        browser = new Browser(broker);
    }

    @BeforeEach
    void freshBrowser() {
        flow.fail(CodeFault.NONE);
        browser = new Browser(broker);
    }

    @AfterAll
    void stop() {
        flow.release();
        broker.close();
    }

    /** What the browser was sent away with, and the code that it gets there. */
    private record Sent(Map<String, String> asked, String code) {
        String state() {
            return asked.getOrDefault("state", "");
        }
    }

    private Sent leave(String to) {
        Wire.Reply reply = browser.visit("/oidc/corp-oidc/login?to=" + Wire.encode(to));
        assertEquals(303, reply.status(), reply::toString);
        URI location = URI.create(reply.header("Location").orElseThrow());
        return new Sent(flow.asked(location), flow.authorize(location));
    }

    private Wire.Reply comeBack(Browser with, String code, String state, String more) {
        return with.visit("/oidc/corp-oidc/callback?code=" + Wire.encode(code) + "&state=" + Wire.encode(state) + more);
    }

    private Wire.Reply comeBack(Sent sent) {
        return comeBack(browser, sent.code(), sent.state(), "");
    }

    private void entered(Wire.Reply reply, String where) {
        assertEquals(303, reply.status(), reply::toString);
        assertEquals(Optional.of(where), reply.header("Location"));
        assertTrue(browser.isSignedIn());
    }

    private void refused(Reason reason, Wire.Reply reply) {
        assertTrue(reply.status() >= 400 && reply.status() < 600, reply::toString);
        assertEquals(
                List.of(reason.name()),
                broker.audit.of(reply).stream().map(AuditTrail.Entry::reason).toList(),
                reply::toString);
        assertFalse(browser.isSignedIn());
    }

    private int redemptions() {
        return (int) flow.received().stream()
                .filter(call -> call.path().equals("/token"))
                .count();
    }

    @Test
    void browserSignsInAndGoesWhereItWasGoing() {
        Sent sent = leave("/sessions");
        assertEquals("S256", sent.asked().get("code_challenge_method"));
        assertEquals(Browser.ISSUER + "/oidc/corp-oidc/callback", sent.asked().get("redirect_uri"));
        entered(comeBack(sent), "/sessions");
        assertEquals(Optional.empty(), browser.cookie(Browser.LOGIN + sent.state()));
    }

    @Test
    void twoTabsDoNotDisturbEachOther() {
        Sent one = leave("/one");
        Sent two = leave("/two");
        entered(comeBack(two), "/two");
        entered(comeBack(one), "/one");
    }

    @Test
    void O13answersWithoutOurStateAreRefusedBeforeTheCodeIsRedeemed() {
        Sent sent = leave("/");
        int before = redemptions();
        refused(Reason.LOGIN_UNKNOWN, browser.visit("/oidc/corp-oidc/callback?code=" + sent.code()));
        refused(Reason.LOGIN_UNKNOWN, comeBack(browser, sent.code(), "", ""));
        refused(Reason.LOGIN_UNKNOWN, comeBack(browser, sent.code(), "A".repeat(22), ""));
        refused(Reason.REQUEST_MALFORMED, comeBack(browser, sent.code(), sent.state(), "&state=" + sent.state()));
        refused(Reason.REQUEST_MALFORMED, comeBack(browser, sent.code(), sent.state(), "&code=other"));
        var victim = new Browser(broker);
        Wire.Reply reply = comeBack(victim, sent.code(), sent.state(), "");
        refused(Reason.LOGIN_UNKNOWN, reply);
        assertFalse(victim.isSignedIn());
        assertEquals(before, redemptions());
        entered(comeBack(sent), "/");
    }

    @Test
    void O13statesOfTwoTabsSwapped() {
        Sent one = leave("/one");
        Sent two = leave("/two");
        // PKCE and nonce bind a code to its request.
        refused(Reason.LOGIN_FAILED_AT_PROVIDER, comeBack(browser, one.code(), two.state(), ""));
        refused(Reason.LOGIN_FAILED_AT_PROVIDER, comeBack(browser, two.code(), one.state(), ""));
    }

    @Test
    void O13loginIsAnsweredOnceAndInTime() {
        Sent sent = leave("/");
        var thief = new Browser(broker);
        thief.steal(browser);
        entered(comeBack(sent), "/");
        int before = redemptions();
        Wire.Reply again = comeBack(thief, sent.code(), sent.state(), "");
        assertEquals(
                List.of("LOGIN_SPENT"),
                broker.audit.of(again).stream().map(AuditTrail.Entry::reason).toList());
        assertFalse(thief.isSignedIn());
        freshBrowser();
        Sent late = leave("/");
        broker.clock.step(Duration.ofMinutes(10));
        refused(Reason.LOGIN_UNKNOWN, comeBack(late));
        assertEquals(before, redemptions());
    }

    @Test
    void O12answerOfAnotherIssuerIsRefusedBeforeTheCodeIsRedeemed() {
        Sent sent = leave("/");
        int before = redemptions();
        String other = "&iss=" + Wire.encode("https://evil.example.com");
        refused(Reason.ISSUER_MISMATCH, comeBack(browser, sent.code(), sent.state(), other));
        Sent suffixed = leave("/");
        String almost = "&iss=" + Wire.encode(broker.issuer.issuer() + "/");
        refused(Reason.ISSUER_MISMATCH, comeBack(browser, suffixed.code(), suffixed.state(), almost));
        assertEquals(before, redemptions());
        Sent honest = leave("/");
        String right = "&iss=" + Wire.encode(broker.issuer.issuer());
        entered(comeBack(browser, honest.code(), honest.state(), right), "/");
    }

    @Test
    void O12loginOfOneProviderIsNotAnsweredAtAnother() {
        Sent sent = leave("/");
        var form = new LinkedHashMap<String, String>();
        form.put("SAMLResponse", broker.response());
        form.put("RelayState", sent.state());
        refused(Reason.LOGIN_UNKNOWN, browser.postElsewhere("/saml/corp/acs", form));
        Browser.Sent saml = browser.leave("/");
        refused(Reason.LOGIN_UNKNOWN, comeBack(browser, "code", saml.relayState(), ""));
        refused(Reason.LOGIN_UNKNOWN, browser.visit("/oidc/corp/callback?code=x&state=" + sent.state()));
        entered(comeBack(sent), "/");
    }

    @Test
    void O04nonceThatIsMissingOrAnothers() {
        for (CodeFault fault : List.of(CodeFault.NO_NONCE, CodeFault.OTHER_NONCE)) {
            Sent sent = leave("/");
            flow.fail(fault);
            refused(Reason.IN_RESPONSE_TO_MISMATCH, comeBack(sent));
            flow.fail(CodeFault.NONE);
        }
        entered(comeBack(leave("/")), "/");
    }

    @Test
    void O14codesThatAreForeignOrSpent() {
        Sent sent = leave("/");
        entered(comeBack(sent), "/");
        freshBrowser();
        Sent next = leave("/");
        refused(Reason.LOGIN_FAILED_AT_PROVIDER, comeBack(browser, sent.code(), next.state(), ""));
        Sent third = leave("/");
        refused(Reason.LOGIN_FAILED_AT_PROVIDER, comeBack(browser, "never-issued", third.state(), ""));
        Sent fourth = leave("/");
        refused(Reason.PARAMETER_MISSING, comeBack(browser, "", fourth.state(), ""));
    }

    @Test
    void W06errorOfTheProviderIsToldHarmlessly() {
        for (String error :
                List.of("access_denied", "<script>alert(1)</script>", "a\r\nSet-Cookie: x=y", "x".repeat(5_000))) {
            Sent sent = leave("/");
            Wire.Reply reply = browser.visit("/oidc/corp-oidc/callback?error=" + Wire.encode(error) + "&state="
                    + sent.state() + "&error_description=" + Wire.encode("<b>fat</b>"));
            refused(Reason.LOGIN_FAILED_AT_PROVIDER, reply);
            assertFalse(reply.body().contains("<script>alert"), reply::toString);
            assertFalse(reply.body().contains("<b>fat"), reply::toString);
            assertFalse(browser.cookies().contains("x"));
        }
    }

    @Test
    void providerThatMisbehavesSignsNobodyIn() {
        for (CodeFault fault : List.of(CodeFault.DOWN, CodeFault.HTML, CodeFault.REDIRECT, CodeFault.NO_ID_TOKEN)) {
            Sent sent = leave("/");
            flow.fail(fault);
            Wire.Reply reply = comeBack(sent);
            assertTrue(reply.status() >= 400, reply::toString);
            assertEquals(1, broker.audit.of(reply).size(), reply::toString);
            assertFalse(browser.isSignedIn());
            flow.fail(CodeFault.NONE);
        }
    }

    @Test
    void S79providerSwitchedOffIsOffForOldLoginsToo() {
        Sent sent = leave("/");
        broker.reconfigure(PROVIDERS, "type: oidc\n  enabled: true", "type: oidc\n  enabled: false");
        try {
            refused(Reason.PROVIDER_DISABLED, browser.visit("/oidc/corp-oidc/login"));
            refused(Reason.PROVIDER_DISABLED, comeBack(sent));
        } finally {
            broker.restoreConfiguration();
        }
        refused(Reason.PROVIDER_UNKNOWN, browser.visit("/oidc/nobody/login"));
        refused(Reason.PROVIDER_UNKNOWN, browser.visit("/oidc/corp/login"));
    }
}
