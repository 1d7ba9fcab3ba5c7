package dev.daypass.core.config;

import dev.daypass.core.config.form.Reading;
import dev.daypass.core.source.Finding;
import java.util.List;

/**
 * All files of a configuration, read but not understood.
 *
 * @param files in the order of their paths
 * @param origins which scalars {@code ${env:…}} or {@code ${file:…}} gave
 * @param findings what was wrong with the files as files
 * @param revision a hash of them all
 */
public record ConfigTree(
        List<ConfigFile> files,
        Reading.Origins origins,
        List<Finding> findings,
        String revision,
        Attachments attachments) {
    public ConfigTree {
        files = List.copyOf(files);
        findings = List.copyOf(findings);
    }

    /** The files of one kind. */
    public List<ConfigFile> of(ConfigFile.Kind kind) {
        return files.stream()
                .filter(file -> file.kind().filter(kind::equals).isPresent())
                .toList();
    }
}
