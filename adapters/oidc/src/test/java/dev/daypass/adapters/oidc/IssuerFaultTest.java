package dev.daypass.adapters.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.signin.Verified;
import dev.daypass.testkit.jwt.IssuerFault;
import dev.daypass.testkit.jwt.SigningKeys;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** J23, O11: an issuer that cannot be asked, or answers what nobody should believe. Its honest twin is asked after. */
final class IssuerFaultTest {
    private final TokenStage stage = TokenStage.unprepared();

    @AfterEach
    void close() {
        stage.close();
    }

    @ParameterizedTest(name = "j23KeySetFault{0}IsRefused")
    @CsvSource({
        "DOWN, PROVIDER_UNREACHABLE",
        "GONE, PROVIDER_NOT_READY",
        "HUGE, PROVIDER_NOT_READY",
        "REDIRECT_TO_OTHER_HOST, PROVIDER_NOT_READY",
        "REDIRECT_LOOP, PROVIDER_NOT_READY",
        "REDIRECT_TO_FILE, PROVIDER_NOT_READY",
        "HTML, PROVIDER_NOT_READY",
        "GZIP, PROVIDER_NOT_READY"
    })
    void keySetFaultIsRefused(IssuerFault fault, Reason reason) {
        stage.issuer.fail(fault);
        stage.use(stage.settings());
        refused(reason);
        heals();
    }

    @Test
    void redirectWithinTheIssuerIsFollowed() {
        stage.issuer.fail(IssuerFault.REDIRECT_WITHIN);
        stage.use(stage.settings());
        granted();
    }

    /** J23 slow drip: the request waits two seconds and is told to come again; the machine is not held. */
    @Test
    void j23AnswerThatNeverEndsHoldsNobody() {
        stage.issuer.fail(IssuerFault.STUCK);
        var prepared = stage.begin(stage.settings());
        Instant before = Instant.now();
        refused(Reason.PROVIDER_UNREACHABLE);
        assertTrue(Duration.between(before, Instant.now()).compareTo(Duration.ofSeconds(5)) < 0);
        assertFalse(prepared.isDone());
    }

    /** J07: however many ask for a key that a stuck issuer alone could tell, only some of them wait. */
    @Test
    void j07FloodAtAStuckIssuerTakesNotAllThreads() throws Exception {
        stage.use(stage.settings());
        granted();
        stage.issuer.fail(IssuerFault.STUCK);
        String unknown = stage.issuer.token().signedBy(SigningKeys.EC.named("never-published"));
        ExecutorService threads = Executors.newFixedThreadPool(64);
        try {
            List<Callable<Outcome<Verified>>> flood = Collections.nCopies(64, () -> stage.verify(unknown));
            int turnedAway = 0;
            for (Future<Outcome<Verified>> answer : threads.invokeAll(flood)) {
                var refusal = answer.get().refusal().orElseThrow();
                assertEquals(Reason.PROVIDER_UNREACHABLE, refusal.reason());
                turnedAway += refusal.auditDetail().startsWith("J07") ? 1 : 0;
            }
            assertTrue(turnedAway >= 16, () -> "too many waited");
            granted(); // a known key needs no waiting
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void issuerThatListensNowhereIsUnreachable() {
        granted(stage.issuer.issuer());
        stage.use(Settings.keysAt(stage.settings(), URI.create("http://127.0.0.1:1/keys")));
        refused(Reason.PROVIDER_UNREACHABLE);
    }

    @Test
    void o11DiscoveryOfAnotherIssuerIsRefused() {
        String issuer = stage.issuer.issuer();
        stage.issuer.announce(issuer + "/", issuer + "/keys");
        stage.use(stage.settings());
        refused(Reason.PROVIDER_NOT_READY);
        stage.issuer.announce(issuer, issuer + "/keys");
        heals();
    }

    @ParameterizedTest(name = "o11KeySetAt {0} IsRefused")
    @CsvSource({
        "http://keys.example.com/keys",
        "file:///etc/hostname",
        "ftp://127.0.0.1/keys",
        "https://user@keys.example.com/keys",
        "//keys",
        "not an address"
    })
    void o11KeySetAtAForbiddenAddressIsRefused(String jwksUri) {
        String issuer = stage.issuer.issuer();
        stage.issuer.announce(issuer, jwksUri);
        stage.use(stage.settings());
        refused(Reason.PROVIDER_NOT_READY);
        stage.issuer.announce(issuer, issuer + "/keys");
        heals();
    }

    @ParameterizedTest(name = "o11Issuer {0} IsNeverAsked")
    @CsvSource({"http://idp.example.com", "urn:example:issuer", "kubernetes/serviceaccount", "file:///tmp/issuer"})
    void o11IssuerThatCannotBeDiscoveredIsNotReady(String issuer) {
        granted(stage.issuer.issuer());
        stage.use(Settings.issuer(stage.settings(), issuer));
        assertEquals(
                Optional.of(Reason.PROVIDER_NOT_READY),
                TokenStage.reason(stage.verify(stage.issuer.token().claim("iss", issuer))));
    }

    private void heals() {
        stage.issuer.fail(IssuerFault.NONE);
        stage.clock.advance(Duration.ofMinutes(1));
        granted();
    }

    private void granted(String issuer) {
        stage.use(Settings.issuer(stage.settings(), issuer));
        granted();
    }

    private void granted() {
        var outcome = stage.verify(stage.issuer.token());
        assertTrue(outcome.value().isPresent(), () -> outcome.refusal().toString());
    }

    private void refused(Reason reason) {
        assertEquals(Optional.of(reason), TokenStage.reason(stage.verify(stage.issuer.token())));
    }
}
