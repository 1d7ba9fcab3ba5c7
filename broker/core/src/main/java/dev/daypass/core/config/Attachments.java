package dev.daypass.core.config;

import java.net.URI;
import java.util.Optional;

/**
 * Port: files that configuration names beside its own, such as metadata and key sets. Called while a configuration is
 * read, by that thread.
 */
public interface Attachments {
    /**
     * Where a file is.
     *
     * @param path as written, relative to the configuration directory
     * @return its {@code file:} address; empty if there is no such regular file, or it lies outside the directory
     */
    Optional<URI> locate(String path);

    /**
     * What stands in a file, for small texts such as certificates and key sets.
     *
     * @param path as written, relative to the configuration directory
     * @return absent if there is no such file, it lies outside the directory, is no UTF-8 text or longer than 256 KiB
     */
    Optional<String> text(String path);
}
