/**
 * The configuration: what it may say, what must hold in it, and the {@code Snapshot} it becomes.
 *
 * <p>The way through: {@link dev.daypass.core.config.ConfigTree} (files as trees, read by the server) → one small reader
 * a kind of thing → {@link dev.daypass.core.config.Configuration}, which holds everything read and every finding → a
 * {@link dev.daypass.core.snapshot.Snapshot}, if no finding is an error. {@link dev.daypass.core.config.ConfigTests} runs
 * {@code tests/*.yaml} against it, {@link dev.daypass.core.config.ConfigSchema} writes the JSON Schema of it all.
 *
 * <p>Readers never stop at the first mistake, and each mistake is told at its place with a cure. No file is read here.
 *
 * <p>Neighbours: {@link dev.daypass.core.config.form} says how values are written, {@link dev.daypass.core.policy} and
 * {@link dev.daypass.core.rules} read what stands inside policies and conditions.
 */
@NullMarked
package dev.daypass.core.config;

import org.jspecify.annotations.NullMarked;
