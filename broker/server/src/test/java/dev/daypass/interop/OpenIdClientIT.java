package dev.daypass.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.testkit.peers.PeerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The certified client {@code openid-client} (npm) gets, narrows, refreshes, looks at and revokes tokens. */
@ExtendWith(WithPeers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OpenIdClientIT {
    private static final String READ_ONLY = "arn:daypass:iam::111122223333:role/ReadOnly";

    private final Peers peers;
    private final Path directory;

    OpenIdClientIT(Peers peers) throws IOException {
        this.peers = peers;
        this.directory = peers.workplace("openid-client");
        for (String file : new String[] {"package.json", "oauth.mjs"}) {
            try (var in = OpenIdClientIT.class.getResourceAsStream("openid-client/" + file)) {
                Files.write(directory.resolve(file), in.readAllBytes());
            }
        }
        PeerProcess.run(directory, "npm", "install", "--no-audit", "--no-fund", "--silent");
    }

    @Test
    void bothKindsOfDiscoveryFindTheBroker() {
        JsonNode found = run("discovery");
        assertEquals(peers.broker().endpoint().toString(), text(found, "issuer"));
        assertTrue(found.get("same").booleanValue(), found::toString);
        assertTrue(found.get("grants").toString().contains("token-exchange"), found::toString);
    }

    @Test
    void clientCredentialsWithASecret() {
        JsonNode got = run("secret");
        assertEquals("bearer", text(got, "type"));
        assertEquals("arn:daypass:sts::111122223333:assumed-role/ReportWriter/reports", text(got, "sub"));
        assertEquals("status 401", text(got, "wrongSecret"));
    }

    @Test
    void clientCredentialsWithASignedAssertion() {
        JsonNode got = run("signedAssertion");
        assertEquals("bearer", text(got, "type"));
        assertEquals("signing", text(got, "client"));
    }

    @Test
    void idTokenBecomesATokenForAnApi() {
        JsonNode got = run("exchange");
        assertEquals("urn:ietf:params:oauth:token-type:access_token", text(got, "issued"));
        assertEquals("https://api.example.com", text(got, "aud"));
        assertEquals(READ_ONLY, text(got, "role"));
        assertEquals("alice@corp.example.com", text(got, "session_name"));
        assertEquals("{\"department\":\"R&D Platform\"}", got.get("tags").toString());
    }

    @Test
    void tokensAreNarrowedByScopeAndByPolicyAndNeverWidened() {
        JsonNode got = run("narrowing");
        assertEquals("true true true", reach(got.get("whole")));
        assertEquals("ReadFinance", text(got, "scope"));
        assertEquals("true true false", reach(got.get("less")));
        assertEquals("iam_policy", text(got.get("details").get(0), "type"));
        assertEquals("true false false", reach(got.get("least")));
        assertEquals("invalid_scope", text(got, "wider"));
        assertTrue(got.get("neverLonger").booleanValue());
    }

    @Test
    void refreshTokensRotate() {
        JsonNode got = run("refresh");
        assertEquals(3, got.get("rotated").intValue());
        assertTrue(got.get("works").booleanValue(), got::toString);
        assertEquals("invalid_grant", text(got, "strangers"));
    }

    @Test
    void revokedTokenIsInactiveAndUseless() {
        JsonNode got = run("lookAndRevoke");
        assertTrue(got.get("before").booleanValue(), got::toString);
        assertEquals(READ_ONLY, text(got, "role"));
        assertTrue(!got.get("after").booleanValue(), got::toString);
        assertEquals("invalid_token", text(got, "used"));
    }

    @Test
    void introspectionIsSignedForWhoAsksForThat() {
        JsonNode got = run("signedLook");
        assertTrue(got.get("active").booleanValue(), got::toString);
        assertEquals(READ_ONLY, text(got, "role"));
    }

    @Test
    void dpopKeyBindsTokensAndRefreshTokens() {
        JsonNode got = run("dpop");
        assertEquals("dpop", text(got, "type"));
        assertTrue(got.get("bound").booleanValue(), got::toString);
        assertTrue(got.get("works").booleanValue(), got::toString);
        assertEquals("invalid_token", text(got, "bearer"));
        assertEquals("invalid_token", text(got, "otherKey"));
        assertEquals("invalid_grant", text(got, "refreshByOther"));
    }

    private JsonNode run(String verb) {
        var environment = new HashMap<String, String>(Map.of(
                "BROKER", peers.broker().endpoint().toString(),
                "ID_TOKEN", peers.openId().idToken("alice"),
                "CLIENT_KEY", peers.clientKey().toJSONString()));
        environment.putAll(ServedBroker.secrets());
        Command.Result result = new Command(directory).with(environment).run("node", "oauth.mjs", verb);
        assertEquals(0, result.exitCode(), result.output());
        return JsonMapper.shared().readTree(result.output());
    }

    private static String text(JsonNode node, String name) {
        assertTrue(node.has(name), node::toString);
        return node.get(name).stringValue();
    }

    private static String reach(JsonNode reports) {
        return reports.get("finance/q1") + " " + reports.get("finance/q2") + " " + reports.get("board/minutes");
    }
}
