package dev.daypass.attack;

import static dev.daypass.attack.TokenTalk.TYPE;
import static dev.daypass.attack.TokenTalk.exchange;
import static dev.daypass.attack.TokenTalk.granted;
import static dev.daypass.attack.TokenTalk.with;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.Reason;
import dev.daypass.testkit.jwt.SigningKeys;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Attacks with actor tokens (security 1.4): X08. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ActorAttackTest {
    private final AttackedBroker broker;
    private final TokenTalk talk;

    ActorAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
        talk = new TokenTalk(broker);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    private Wire.Reply withToken(String type, String token) {
        return talk.as("shop", exchange(type, token));
    }

    private void refused(Reason reason, String error, Map<String, String> form) {
        talk.refused(reason, error, () -> talk.as("shop", form));
    }

    @Test
    void X08heldActorIsNamedByWhoeverBeganItsSession() {
        Map<String, Object> alice = Map.of("sub", "alice", "iss", broker.issuer.issuer());
        String subject =
                broker.issuer.token().subject("bob").claim("may_act", alice).signedBy(SigningKeys.RSA);
        String held = granted(withToken("id_token", broker.token()));
        Map<String, String> honest = with(
                with(exchange("id_token", subject), "actor_token", held), "actor_token_type", TYPE + "access_token");
        granted(talk.as("shop", honest));
        Map<String, Object> named = Map.of(
                "sub",
                AttackedBroker.ACCOUNT.replace(":iam:", ":sts:") + "assumed-role/Federated/alice",
                "iss",
                "https://broker.example.com");
        String tricked =
                broker.issuer.token().subject("bob").claim("may_act", named).signedBy(SigningKeys.RSA);
        refused(Reason.ACTOR_NOT_ALLOWED, "invalid_request", with(honest, "subject_token", tricked));
        String others = granted(talk.as("plain", exchange("id_token", broker.token())));
        String again =
                broker.issuer.token().subject("bob").claim("may_act", alice).signedBy(SigningKeys.RSA);
        Map<String, String> byOthers = with(with(honest, "subject_token", again), "actor_token", others);
        refused(Reason.AUDIENCE_MISMATCH, "invalid_request", byOthers);
    }

    @Test
    void X08actorNeedsMayActAndTheChainEnds() {
        Map<String, Object> mayAct = Map.of("sub", "bob", "iss", broker.issuer.issuer());
        Wire.Reply reply =
                acting(broker.issuer.token().claim("may_act", mayAct).signedBy(SigningKeys.RSA), actor("bob"));
        String token = granted(reply);
        assertTrue(TokenTalk.payload(token).contains("\"act\":{\"sub\":\"bob\""), TokenTalk.payload(token));
        assertActorRefused(broker.token(), actor("bob"));
        assertActorRefused(broker.issuer.token().claim("may_act", mayAct).signedBy(SigningKeys.RSA), actor("carol"));
        assertActorRefused(
                broker.issuer
                        .token()
                        .claim("may_act", Map.of("sub", "bob", "iss", "https://other.example.com"))
                        .signedBy(SigningKeys.RSA),
                actor("bob"));
        assertActorRefused(
                broker.issuer
                        .token()
                        .claim("may_act", Map.of("sub", "alice", "iss", broker.issuer.issuer()))
                        .signedBy(SigningKeys.RSA),
                actor("alice"));
        assertActorRefused(
                broker.issuer
                        .token()
                        .claim("may_act", Map.of("sub", "bob", "client_id", "shop"))
                        .signedBy(SigningKeys.RSA),
                actor("bob"));
        for (int i = 0; i < 4; i++) {
            token = granted(talk.as("shop", actedBy(exchange("access_token", token), actor("bob"))));
        }
        String deepest = token;
        talk.refused(
                Reason.ACTOR_NOT_ALLOWED,
                "invalid_request",
                () -> talk.as("shop", actedBy(exchange("access_token", deepest), actor("bob"))));
    }

    @Test
    void X08nestedActOfAHundred() {
        Object act = Map.of("sub", "bob");
        for (int i = 0; i < 20; i++) {
            act = Map.of("sub", "bob", "act", act);
        }
        String token = broker.issuer.token().claim("act", act).signedBy(SigningKeys.RSA);
        refused(Reason.ACTOR_NOT_ALLOWED, "invalid_request", exchange("id_token", token));
    }

    private String actor(String subject) {
        return broker.issuer.token().subject(subject).signedBy(SigningKeys.RSA);
    }

    private static Map<String, String> actedBy(Map<String, String> form, String actor) {
        return with(with(form, "actor_token", actor), "actor_token_type", TYPE + "id_token");
    }

    private Wire.Reply acting(String subject, String actor) {
        return talk.as("shop", actedBy(exchange("id_token", subject), actor));
    }

    private void assertActorRefused(String subject, String actor) {
        talk.refused(Reason.ACTOR_NOT_ALLOWED, "invalid_request", () -> acting(subject, actor));
    }
}
