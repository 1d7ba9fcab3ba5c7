package dev.daypass.server.configfile;

import dev.daypass.core.source.Findings;
import dev.daypass.core.source.Node;
import dev.daypass.core.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads one YAML file that is no part of a configuration directory and refers to nothing. */
public final class YamlFile {
    private YamlFile() {}

    /** The tree; empty for an empty file, or where it could not be read and that has been found. */
    public static Optional<Node> read(Path file, Findings findings) {
        String name = String.valueOf(file.getFileName());
        var nowhere = new Confined(file.toAbsolutePath().resolveSibling("."), List.of());
        var references = new References(variable -> Optional.empty(), nowhere, findings);
        try {
            return new YamlReader(references, findings).read(name, Files.readString(file));
        } catch (IOException e) {
            findings.error(
                    "unreadable-file",
                    Source.of(name),
                    "the file cannot be read as UTF-8 text",
                    "check its permissions and encoding");
            return Optional.empty();
        }
    }
}
