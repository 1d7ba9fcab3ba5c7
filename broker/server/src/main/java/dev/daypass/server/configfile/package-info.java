/**
 * Reads a configuration directory into {@link dev.daypass.core.config.ConfigTree}: YAML and JSON files as trees whose every
 * node knows its place, with {@code ${env:…}} and {@code ${file:…}} resolved on scalars, never on text.
 *
 * <p>The way through: {@link dev.daypass.server.configfile.ConfigDirectory} lists and reads files, {@link
 * dev.daypass.server.configfile.YamlReader} makes trees of them (YAML 1.2 core schema, no tags, no merge keys, bounded
 * depth and size), {@link dev.daypass.server.configfile.References} fetches what they refer to, {@link
 * dev.daypass.server.configfile.ConfigWatcher} asks for a reload when something changed. No path leads out of the
 * directory but through {@code secretsDirectory}.
 *
 * <p>Neighbours: {@link dev.daypass.core.config} understands the trees.
 */
@NullMarked
package dev.daypass.server.configfile;

import org.jspecify.annotations.NullMarked;
