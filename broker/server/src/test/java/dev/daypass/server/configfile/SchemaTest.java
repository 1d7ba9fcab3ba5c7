package dev.daypass.server.configfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.daypass.core.config.ConfigFile;
import dev.daypass.core.config.ConfigSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

final class SchemaTest {
    private static final Path SAMPLE = Path.of("../../config");
    private static final JsonMapper JSON = new JsonMapper();

    private static Schema schema(String json) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(json);
    }

    /** The schema of one kind of file. */
    private static Schema schema(ConfigFile.Kind kind) {
        ObjectNode whole = (ObjectNode) JSON.readTree(ConfigSchema.json());
        whole.remove("anyOf");
        whole.put("$ref", "#/$defs/" + ConfigSchema.definition(kind));
        return schema(whole.toString());
    }

    private static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.walk(SAMPLE)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void fileInTheRepositoryIsWhatTheReadersSay() throws IOException {
        Path file = SAMPLE.resolve("daypass.schema.json");
        if (Boolean.getBoolean("schema.write")) {
            Files.writeString(file, ConfigSchema.json());
        }
        assertEquals(
                ConfigSchema.json(),
                Files.readString(file),
                "write it anew with -Dschema.write=true, and look at what changed");
    }

    @Test
    void sampleIsValidAndNamesTheSchema() throws IOException {
        Schema whole = schema(ConfigSchema.json());
        assertTrue(samples().size() >= 12, "there is a sample of every kind");
        for (Path file : samples()) {
            String text = Files.readString(file);
            String path = SAMPLE.relativize(file).toString();
            var kind = new ConfigFile(path, java.util.Optional.empty()).kind().orElseThrow();
            assertEquals(List.of(), whole.validate(text, InputFormat.YAML), path);
            assertEquals(List.of(), schema(kind).validate(text, InputFormat.YAML), path);
            String up = path.contains("/") ? "../" : "./";
            assertTrue(text.startsWith("# yaml-language-server: $schema=" + up + "daypass.schema.json\n"), path);
        }
    }

    @Test
    void mistakesThatASchemaCanSeeAreSeen() {
        for (Map.Entry<ConfigFile.Kind, String> wrong : Map.of(
                        ConfigFile.Kind.ROLES, "prod/R: { trust: [], polices: [] }",
                        ConfigFile.Kind.PROVIDERS, "p: { type: saml, metadata: m.xml, issuer: https://a }",
                        ConfigFile.Kind.RULES, "- { when: a }",
                        ConfigFile.Kind.BROKER,
                                "{ issuer: https://a, listen: { port: 70000 }, store: jdbc:h2:x, accounts: {} }",
                        ConfigFile.Kind.APPLICATIONS, "a: { type: oauth, grants: [token-exchange], roles: [prod/R] }",
                        ConfigFile.Kind.USERS, "prod/u: { accessKeys: [{ id: AKIA, secret: x }] }")
                .entrySet()) {
            assertFalse(
                    schema(wrong.getKey())
                            .validate(wrong.getValue(), InputFormat.YAML)
                            .isEmpty(),
                    wrong::toString);
        }
    }

    @Test
    void everyKeyHasADescriptionAndAnExample() {
        var keys = new ArrayList<String>();
        describe("", JSON.readTree(ConfigSchema.json()).get("$defs"), keys);
        assertTrue(keys.size() >= 100, "keys: " + keys.size());
    }

    /** Walks all `properties` but those of policies, which IAM describes. */
    private static void describe(String path, JsonNode node, List<String> keys) {
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (member.getKey().equals("policyDocument") || member.getKey().equals("trustPolicy")) {
                continue;
            }
            if (member.getKey().equals("properties")) {
                for (Map.Entry<String, JsonNode> key : member.getValue().properties()) {
                    String name = path + "/" + key.getKey();
                    assertTrue(key.getValue().get("description").stringValue().length() > 3, name);
                    assertFalse(
                            key.getValue().get("examples").get(0).stringValue().isBlank(), name);
                    keys.add(name);
                }
            }
            describe(path + "/" + member.getKey(), member.getValue(), keys);
        }
        if (node.isArray()) {
            node.forEach(item -> describe(path, item, keys));
        }
    }
}
