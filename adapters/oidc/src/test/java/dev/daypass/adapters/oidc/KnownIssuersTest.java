package dev.daypass.adapters.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.identity.AttributeValue;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.outcome.Reason;
import dev.daypass.testkit.jwt.TokenDraft;
import dev.daypass.testkit.jwt.TokenIssuer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tokens in the shapes that widespread issuers give them: strictness must not shut these out. */
final class KnownIssuersTest {
    private final TokenStage stage = TokenStage.open();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void gitHubActions() {
        stage.use(Settings.bare(stage.settings()));
        Identity job = identity(stage.issuer
                .token()
                .header("x5t", "4Tv6yHkKk1qJHxVgQ0p1X1yq6kQ")
                .subject("repo:octo-org/octo-repo:ref:refs/heads/main")
                .claim("nbf", stage.clock.instant().minusSeconds(30))
                .claim("repository", "octo-org/octo-repo")
                .claim("run_attempt", "2")
                .claim("job_workflow_ref", "octo-org/octo-repo/.github/workflows/deploy.yml@refs/heads/main"));
        assertEquals(List.of("octo-org/octo-repo"), job.attributes().texts("repository"));
    }

    @Test
    void kubernetesServiceAccount() {
        stage.use(Settings.bare(stage.settings()));
        Identity pod = identity(stage.issuer
                .token()
                .claim("aud", List.of(TokenIssuer.AUDIENCE))
                .subject("system:serviceaccount:prod:deployer")
                .claim(
                        "kubernetes.io",
                        Map.of(
                                "namespace",
                                "prod",
                                "pod",
                                Map.of("name", "deployer-7", "uid", "0c2f"),
                                "warnafter",
                                1_777_888_999L)));
        var about =
                (AttributeValue.Structure) pod.attributes().all("kubernetes.io").get(0);
        assertEquals(List.of(AttributeValue.of("prod")), about.members().getOrDefault("namespace", List.of()));
    }

    @Test
    void keycloakIdToken() {
        TokenDraft token = stage.issuer
                .token()
                .claim("typ", "ID")
                .claim("azp", TokenIssuer.AUDIENCE)
                .claim("auth_time", stage.clock.instant())
                .claim("session_state", "5f1c")
                .claim("sid", "5f1c")
                .claim("acr", "1")
                .claim("at_hash", "x-vGFz0jQkKkq8S1ZqzTdg")
                .claim("realm_access", Map.of("roles", List.of("offline_access", "admin")))
                .claim("resource_access", Map.of("account", Map.of("roles", List.of("view-profile"))))
                .claim("email_verified", false);
        assertEquals(Optional.of("5f1c"), identity(token).authentication().sessionIndex());
        assertEquals(Optional.of(Reason.TOKEN_TYPE), TokenStage.reason(stage.verify(token.claim("typ", "Refresh"))));
        assertEquals(Optional.of(Reason.TOKEN_TYPE), TokenStage.reason(stage.verify(token.claim("typ", "Logout"))));
    }

    @Test
    void entraIdToken() {
        Identity person = identity(stage.issuer
                .token()
                .header("x5t", "4Tv6yHkKk1qJHxVgQ0p1X1yq6kQ")
                .header("nonce", "a header of their own")
                .claim("nbf", stage.clock.instant().minusSeconds(300))
                .claim("ver", "2.0")
                .claim("tid", "5a7f0e0c-0000-4000-8000-000000000000")
                .claim("hasgroups", false)
                .claim("amr", List.of("pwd", "mfa"))
                .claim("wids", List.of())
                .claim("_claim_names", Map.of()));
        assertEquals(List.of("pwd", "mfa"), person.authentication().methods());
        assertTrue(person.attributes().has("wids"), "an empty list is told apart from an absent claim");
    }

    /** Entra ID leaves groups out where they are more than fit; a directory that tells them all makes up for it. */
    @Test
    void O10anEntraTokenWithoutItsGroupsIsTakenWhereADirectoryTellsThem() {
        TokenDraft honest = stage.issuer.token().claim("groups", List.of("Staff"));
        TokenDraft overage = stage.issuer
                .token()
                .without("groups")
                .claim("_claim_names", Map.of("groups", "src1"))
                .claim(
                        "_claim_sources",
                        Map.of("src1", Map.of("endpoint", "https://graph.example.com/users/1/getMemberObjects")));
        identity(honest);
        assertEquals(Optional.of(Reason.ATTRIBUTE_INVALID), TokenStage.reason(stage.verify(overage)));
        stage.enrich();
        identity(honest);
        assertEquals(List.of(), identity(overage).attributes().texts("groups"));
        identity(stage.issuer.token().without("groups").claim("hasgroups", true));
        TokenDraft other = stage.issuer.token().claim("_claim_names", Map.of("groups", "src1", "roles", "src1"));
        assertEquals(Optional.of(Reason.ATTRIBUTE_INVALID), TokenStage.reason(stage.verify(other)));
    }

    private Identity identity(TokenDraft draft) {
        var outcome = stage.verify(draft);
        assertTrue(outcome.value().isPresent(), () -> outcome.refusal().toString());
        return outcome.value().orElseThrow().identity();
    }
}
