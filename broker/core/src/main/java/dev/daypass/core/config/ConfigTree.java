package dev.daypass.core.config;

import dev.daypass.core.source.Finding;
import dev.daypass.core.source.Source;
import java.util.List;
import java.util.Set;

/**
 * All files of a configuration, read but not understood.
 *
 * @param files in the order of their paths
 * @param references places of scalars that {@code ${env:…}} or {@code ${file:…}} gave
 * @param findings what was wrong with the files as files
 * @param revision a hash of them all
 */
public record ConfigTree(
        List<ConfigFile> files,
        Set<Source> references,
        List<Finding> findings,
        String revision,
        Attachments attachments) {
    public ConfigTree {
        files = List.copyOf(files);
        references = Set.copyOf(references);
        findings = List.copyOf(findings);
    }

    /** The files of one kind. */
    public List<ConfigFile> of(ConfigFile.Kind kind) {
        return files.stream()
                .filter(file -> file.kind().filter(kind::equals).isPresent())
                .toList();
    }
}
