package dev.daypass.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The lines that people paste, run by a shell and curl as they stand under {@code recipes}. */
@ExtendWith(WithPeers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CurlRecipesIT {
    private final Peers peers;
    private final Command shell;

    CurlRecipesIT(Peers peers) throws IOException {
        this.peers = peers;
        var environment = new HashMap<String, String>();
        environment.put("BROKER", peers.broker().endpoint().toString());
        environment.putAll(ServedBroker.secrets());
        this.shell = new Command(peers.workplace("curl")).with(environment);
    }

    @Test
    void serviceGetsATokenForItself() {
        assertEquals("Bearer", text(json("client-credentials", Map.of()), "token_type"));
    }

    @Test
    void idTokenIsExchanged() {
        JsonNode answer =
                json("token-exchange", Map.of("ID_TOKEN", peers.openId().idToken("alice")));
        assertEquals("Bearer", text(answer, "token_type"));
        assertTrue(answer.has("refresh_token"), answer::toString);
    }

    @Test
    void jobsTokenIsTaken() {
        assertEquals(
                "Bearer",
                text(
                        json(
                                "jwt-bearer",
                                Map.of(
                                        "JOB_TOKEN",
                                        peers.jobToken("corp/webshop").serialize())),
                        "token_type"));
    }

    @Test
    void samlLoginIsRefreshedNarrowedTurnedIntoKeysLookedAtAndEnded() {
        JsonNode login = json("saml2-bearer", Map.of("RESPONSE", peers.response()));
        JsonNode next = json("refresh-token", Map.of("REFRESH_TOKEN", text(login, "refresh_token")));
        Map<String, String> token = Map.of("ACCESS_TOKEN", text(next, "access_token"));
        assertTrue(json("evaluate", token).get("decision").booleanValue());

        JsonNode less = json("narrow", token);
        assertEquals("ReadFinance", text(less, "scope"));
        assertEquals("iam_policy", text(less.get("authorization_details").get(0), "type"));
        assertEquals(
                "ASIA",
                text(json("access-key", token).get("credentials"), "AccessKeyId")
                        .substring(0, 4));

        assertTrue(json("introspect", token).get("active").booleanValue());
        assertEquals("", run("revoke", token));
        assertFalse(json("introspect", token).get("active").booleanValue());
        assertFalse(json("introspect", Map.of("ACCESS_TOKEN", text(less, "access_token")))
                .get("active")
                .booleanValue());
    }

    private JsonNode json(String recipe, Map<String, String> values) {
        return JsonMapper.shared().readTree(run(recipe, values));
    }

    private String run(String recipe, Map<String, String> values) {
        try (var in = CurlRecipesIT.class.getResourceAsStream("recipes/" + recipe + ".sh")) {
            String lines = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Command.Result result = shell.with(values).run("sh", "-eu", "-c", lines);
            assertEquals(0, result.exitCode(), result.output());
            return result.output();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(JsonNode node, String name) {
        assertTrue(node.has(name), node::toString);
        return node.get(name).stringValue();
    }
}
