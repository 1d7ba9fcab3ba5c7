package dev.daypass.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.testkit.peers.PeerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client known by its certificate alone, with curl: it gets tokens that are of use with that certificate only. */
final class MutualTlsIT {
    @TempDir
    Path directory;

    @Test
    void certificateProvesTheClientAndBindsItsToken() throws IOException {
        Path config = Files.createDirectories(directory.resolve("config"));
        certificate(config, "server");
        certificate(config, "client");
        certificate(config, "stranger");
        try (ServedBroker broker =
                ServedBroker.startWithTls(directory, PeerProcess.freePort(), PeerProcess.freePort())) {
            String token = broker.endpoint() + "/oauth/token";
            String[] order = {"-d", "grant_type=client_credentials", "-d", "client_id=certified"};
            assertEquals("invalid_client", text(curl("", token, order), "error"));
            assertEquals("invalid_client", text(curl("stranger", token, order), "error"));

            JsonNode granted = curl("client", token, order);
            assertEquals("Bearer", text(granted, "token_type"));
            String[] question = {
                "-H", "Authorization: Bearer " + text(granted, "access_token"),
                "-H", "Content-Type: application/json",
                "-d",
                        "{\"action\":{\"name\":\"reports:Put\"},\"resource\":{\"type\":\"arn\",\"id\":\"arn:daypass:reports:::q1\"}}"
            };
            String evaluation = broker.endpoint() + "/access/v1/evaluation";
            assertTrue(curl("client", evaluation, question).get("decision").booleanValue());
            assertTrue(!curl("", evaluation, question).has("decision"));
            assertTrue(!curl("stranger", evaluation, question).has("decision"));
        }
    }

    private static void certificate(Path config, String name) {
        PeerProcess.run(
                config,
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=" + name,
                "-addext",
                "subjectAltName=IP:127.0.0.1",
                "-keyout",
                name + ".key",
                "-out",
                name + ".crt");
    }

    private JsonNode curl(String certificate, String address, String... words) {
        var line = new ArrayList<>(List.of("curl", "-sS", "--cacert", "config/server.crt"));
        if (!certificate.isEmpty()) {
            line.addAll(List.of("--cert", "config/" + certificate + ".crt", "--key", "config/" + certificate + ".key"));
        }
        line.addAll(Arrays.asList(words));
        line.add(address);
        Command.Result result = new Command(directory).run(line);
        assertEquals(0, result.exitCode(), result.output());
        return JsonMapper.shared().readTree(result.output());
    }

    private static String text(JsonNode node, String name) {
        assertTrue(node.has(name), node::toString);
        return node.get(name).stringValue();
    }
}
