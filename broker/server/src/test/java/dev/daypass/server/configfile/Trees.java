package dev.daypass.server.configfile;

import dev.daypass.core.source.Finding;
import dev.daypass.core.source.Findings;
import dev.daypass.core.source.Node;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A YAML text, read by itself. */
record Trees(Optional<Node> root, List<Finding> findings) {
    static Trees of(String text) {
        var findings = new Findings();
        var nowhere = new Confined(Path.of("."), List.of());
        var references = new References(name -> Optional.empty(), nowhere, findings);
        return new Trees(new YamlReader(references, findings).read("t.yaml", text), findings.sorted());
    }

    List<String> codes() {
        return findings.stream().map(Finding::code).toList();
    }

    /** A value of the root mapping. */
    Node value(String key) {
        return ((Node.Mapping) root.orElseThrow(() -> new AssertionError(findings)))
                .get(key)
                .orElseThrow();
    }

    Node.Scalar scalar(String key) {
        return (Node.Scalar) value(key);
    }
}
