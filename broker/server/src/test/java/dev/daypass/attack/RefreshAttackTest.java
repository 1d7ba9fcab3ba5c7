package dev.daypass.attack;

import static dev.daypass.attack.TokenTalk.exchange;
import static dev.daypass.attack.TokenTalk.granted;
import static dev.daypass.attack.TokenTalk.member;
import static dev.daypass.attack.TokenTalk.refresh;
import static dev.daypass.attack.TokenTalk.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Attacks on refresh tokens (security 1.4): O25, X05. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RefreshAttackTest {
    private final AttackedBroker broker;
    private final TokenTalk talk;

    RefreshAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
        talk = new TokenTalk(broker);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    private Wire.Reply signedIn() {
        Wire.Reply reply = talk.as("shop", exchange("id_token", broker.token()));
        granted(reply);
        return reply;
    }

    private static String next(Wire.Reply reply) {
        String token = member(reply, "refresh_token");
        assertTrue(token.startsWith("dpr_"), reply::toString);
        return token;
    }

    private Wire.Reply refreshed(String token) {
        return talk.as("shop", refresh(token));
    }

    private Wire.Reply useOf(String accessToken) {
        return talk.as("shop", exchange("access_token", accessToken));
    }

    @Test
    void O25honestClientRefreshesUntilTheSessionEnds() {
        Wire.Reply reply = signedIn();
        assertTrue(Integer.parseInt(member(reply, "expires_in")) <= 900, reply::toString);
        for (int i = 0; i < 3; i++) {
            broker.clock.step(Duration.ofMinutes(14));
            Wire.Reply again = refreshed(next(reply));
            granted(again);
            assertNotEquals(next(reply), next(again));
            reply = again;
        }
        broker.clock.step(Duration.ofMinutes(14));
        Wire.Reply last = refreshed(next(reply));
        granted(last);
        assertTrue(Integer.parseInt(member(last, "expires_in")) <= 240, "X05: no longer than the session");
        broker.clock.step(Duration.ofMinutes(5));
        String late = next(last);
        talk.refused(Reason.GRANT_INVALID, "invalid_grant", () -> refreshed(late));
    }

    @Test
    void O25reuseAfterRotationEndsTheFamily() {
        String first = next(signedIn());
        Wire.Reply second = refreshed(first);
        String access = granted(second);
        granted(useOf(access));
        broker.clock.step(Duration.ofSeconds(11));
        talk.refused(Reason.GRANT_REUSED, "invalid_grant", () -> refreshed(first));
        String stolen = next(second);
        talk.refused(Reason.GRANT_INVALID, "invalid_grant", () -> refreshed(stolen));
        talk.refused(Reason.SESSION_REVOKED, "invalid_request", () -> useOf(access));
    }

    @Test
    void O25twoProcessesAtOnceAreNoTheft() {
        String first = next(signedIn());
        Wire.Reply one = refreshed(first);
        Wire.Reply two = refreshed(first);
        granted(one);
        granted(two);
        granted(refreshed(next(two)));
    }

    @Test
    void O25oneOfTwoChainsGoesOn() {
        String first = next(signedIn());
        Wire.Reply one = refreshed(first);
        Wire.Reply two = refreshed(first);
        Wire.Reply on = refreshed(next(one));
        granted(refreshed(next(on)));
        String outdated = next(two);
        talk.refused(Reason.GRANT_REUSED, "invalid_grant", () -> refreshed(outdated));
        talk.refused(Reason.SESSION_REVOKED, "invalid_request", () -> useOf(member(on, "access_token")));
    }

    @Test
    void O25thirdUseOfOneTokenEndsTheFamily() {
        String first = next(signedIn());
        Wire.Reply one = refreshed(first);
        granted(one);
        granted(refreshed(first));
        talk.refused(Reason.GRANT_REUSED, "invalid_grant", () -> refreshed(first));
        String branch = next(one);
        talk.refused(Reason.GRANT_INVALID, "invalid_grant", () -> refreshed(branch));
        talk.refused(Reason.SESSION_REVOKED, "invalid_request", () -> useOf(member(one, "access_token")));
    }

    @Test
    void O25anotherClientsTokenEndsTheFamily() {
        String token = next(signedIn());
        talk.refused(Reason.GRANT_INVALID, "invalid_grant", () -> talk.as("post", refresh(token)));
        talk.refused(Reason.GRANT_INVALID, "invalid_grant", () -> refreshed(token));
    }

    @Test
    void O25clientWithoutTheGrant() {
        String token = next(signedIn());
        talk.refused(Reason.CLIENT_NOT_ALLOWED, "unauthorized_client", () -> talk.as("narrow", refresh(token)));
        granted(refreshed(token));
    }

    @Test
    void O25widerScopeTargetOrRole() {
        Wire.Reply reply = talk.as("shop", with(exchange("id_token", broker.token()), "scope", "ReadOne"));
        granted(reply);
        assertEquals("ReadOne", member(reply, "scope"));
        String token = next(reply);
        talk.refused(
                Reason.SCOPE_INVALID, "invalid_scope", () -> talk.as("shop", with(refresh(token), "scope", "ReadTwo")));
        talk.refused(
                Reason.SCOPE_INVALID,
                "invalid_scope",
                () -> talk.as("shop", with(refresh(token), "scope", "ReadOne ReadTwo")));
        talk.refused(
                Reason.TARGET_NOT_ALLOWED,
                "invalid_target",
                () -> talk.as("shop", with(refresh(token), "audience", "https://other.example.com")));
        talk.refused(
                Reason.TARGET_NOT_ALLOWED,
                "invalid_target",
                () -> talk.as("shop", with(refresh(token), "resource", "prod/Chained")));
        Wire.Reply again = talk.as("shop", with(refresh(token), "scope", "ReadOne"));
        granted(again);
        assertEquals("ReadOne", member(again, "scope"));
    }

    @Test
    void O25afterTheSessionWasRevokedOrEverythingOfTheSubject() {
        Wire.Reply reply = signedIn();
        String token = next(reply);
        broker.admin("/api/v1/subjects/revoke", "{\"provider\":\"corp-oidc\",\"subject\":\"alice\"}");
        talk.refused(Reason.SESSION_REVOKED, "invalid_grant", () -> refreshed(token));
        broker.clock.step(Duration.ofSeconds(2));
        granted(refreshed(next(signedIn())));
    }

    @Test
    void O25afterRoleProviderOrClientWasTakenAway() {
        for (List<String> change : List.of(
                List.of("roles/prod.yaml", "enabled: true", "enabled: false"),
                List.of("apps/clients.yaml", "providers: [corp, corp-oidc]", "providers: [corp]"),
                List.of("apps/clients.yaml", "roles: [\"prod/*\"]", "roles: [prod/Chained]"))) {
            String token = next(signedIn());
            broker.reconfigure(change.get(0), change.get(1), change.get(2));
            try {
                Wire.Reply reply = refreshed(token);
                assertEquals(400, reply.status(), reply::toString);
                assertFalse(reply.body().contains("access_token"));
            } finally {
                broker.restoreConfiguration();
            }
            granted(refreshed(token));
        }
    }

    @Test
    void O25textsThatAreNoTokens() {
        for (String text : List.of("x", "dpr_", "dpr_" + "A".repeat(43), "dpr_" + "A".repeat(4000), "dpr_\u0000")) {
            talk.refused(Reason.GRANT_INVALID, "invalid_grant", () -> refreshed(text));
        }
    }
}
