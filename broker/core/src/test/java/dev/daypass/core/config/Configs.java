package dev.daypass.core.config;

import dev.daypass.core.config.form.Reading;
import dev.daypass.core.principal.UniqueIds;
import dev.daypass.core.source.JsonTree;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Configurations written in JSON, which is YAML too: one account, one issuer, one role, one rule. */
public final class Configs {
    private static final Map<String, String> SOUND = sound();

    private static final Attachments NO_FILES = new Attachments() {
        @Override
        public Optional<URI> locate(String path) {
            return Optional.empty();
        }

        @Override
        public Optional<String> text(String path) {
            return Optional.empty();
        }
    };

    private Configs() {}

    private static Map<String, String> sound() {
        var files = new LinkedHashMap<String, String>();
        files.put("daypass.yaml", """
                {"issuer": "https://broker.example.com", "listen": {"port": 8443}, "store": "jdbc:h2:mem:x",
                 "accounts": {"111122223333": {"alias": "prod"}}}
                """);
        files.put("providers/ci.yaml", """
                {"ci": {"type": "jwt", "issuer": "https://ci.example.com", "audiences": ["daypass"],
                        "attributes": {"repository": "attr(\\"repository\\")"}}}
                """);
        files.put("roles/prod.yaml", """
                {"prod/Reader": {
                   "trust": [{"Effect": "Allow", "Principal": {"Federated": "ci"},
                              "Action": "sts:AssumeRoleWithWebIdentity",
                              "Condition": {"StringEquals": {"ci.example.com:aud": "daypass", "ci.example.com:sub": "job"}}}],
                   "policies": ["managed/ReadOnlyAccess"]}}
                """);
        files.put("rules/rules.yaml", """
                [{"name": "builds", "providers": ["ci"], "when": "user.repository == \\"shop\\"", "roles": ["prod/Reader"]}]
                """);
        return files;
    }

    /** The sound configuration with some files put in place of its own. */
    public static Configuration with(Map<String, String> changes) {
        var texts = new LinkedHashMap<>(SOUND);
        texts.putAll(changes);
        List<ConfigFile> files = texts.entrySet().stream()
                .map(file -> new ConfigFile(
                        file.getKey(),
                        Optional.of(new JsonTree()
                                .read(file.getKey(), file.getValue())
                                .value()
                                .orElseThrow(() -> new AssertionError(file.getKey() + " is not JSON")))))
                .toList();
        var origins = new Reading.Origins(Set.of(), Set.of());
        var tree = new ConfigTree(files, origins, List.of(), "revision-1", NO_FILES);
        return ConfigurationReader.read(tree, Reading.Strictness.SERVE);
    }

    /** Ids that end in a generation, as if everything had been made then. */
    public static UniqueIds ids(int generation) {
        return present -> {
            var ids = new HashMap<UniqueIds.Named, String>();
            for (UniqueIds.Named named : present) {
                String name = named.arn().replaceAll(".*/", "").toUpperCase(Locale.ROOT);
                ids.put(named, named.kind().prefix() + name + "0000" + generation);
            }
            return ids;
        };
    }
}
