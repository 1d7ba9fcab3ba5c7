/**
 * Trees of configuration and policy text in which every node knows where it stands.
 *
 * <p>YAML (read by the server) and JSON ({@link dev.daypass.core.source.JsonTree}) become the same {@link
 * dev.daypass.core.source.Node}s, so that policies and configuration have one reader each and every {@link
 * dev.daypass.core.source.Finding} can point at file, line and column.
 */
@NullMarked
package dev.daypass.core.source;

import org.jspecify.annotations.NullMarked;
