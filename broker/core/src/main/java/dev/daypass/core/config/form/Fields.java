package dev.daypass.core.config.form;

import dev.daypass.core.source.Node;
import dev.daypass.core.source.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@link Shape} read of one mapping: the values that could be read, and their places.
 */
public final class Fields {
    private final Node.Mapping mapping;
    private final Map<String, Object> values;
    private final Map<String, Node> nodes;

    /** Takes the maps over: whoever made them lets go of them. */
    Fields(Node.Mapping mapping, Map<String, Object> values, Map<String, Node> nodes) {
        this.mapping = mapping;
        this.values = values;
        this.nodes = nodes;
    }

    /** The fields of a mapping that was left out. */
    public static Fields none() {
        return new Fields(new Node.Mapping(Source.of(""), List.of()), Map.of(), Map.of());
    }

    /** The value written, or the key's own for where it is left out; empty too where it could not be read. */
    @SuppressWarnings("unchecked") // the shape put what this key's own form made
    public <T> Optional<T> get(Key<T> key) {
        Object value = values.get(key.name());
        if (value != null) {
            return Optional.of((T) value);
        }
        return nodes.containsKey(key.name()) ? Optional.empty() : key.fallback();
    }

    /** The value of a key that falls back to something; also where what was written could not be read. */
    public <T> T orFallback(Key<T> key) {
        return get(key).or(key::fallback).orElseThrow();
    }

    /** Whether the key was written, readable or not. */
    public boolean has(Key<?> key) {
        return nodes.containsKey(key.name());
    }

    /** Where the key's value stands; where the mapping stands if the key was left out. */
    public Source source(Key<?> key) {
        return node(key).map(Node::source).orElse(mapping.source());
    }

    public Optional<Node> node(Key<?> key) {
        return Optional.ofNullable(nodes.get(key.name()));
    }

    public Source source() {
        return mapping.source();
    }
}
