package dev.daypass.core.config;

import dev.daypass.core.source.Node;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Writes unique ids in the place of the ARNs of this configuration's roles and users in a trust policy, so that a role
 * deleted and made again under its old name is no longer trusted (sts.md 1.6). Places stay as they were.
 *
 * @param idsByArn unique ids of all roles and users
 */
record PrincipalBinding(Map<String, String> idsByArn) {
    Node bind(Node trust) {
        if (trust instanceof Node.Sequence list) {
            return new Node.Sequence(
                    list.source(), list.items().stream().map(this::statement).toList());
        }
        if (trust instanceof Node.Mapping) {
            return member(trust, "Statement", this::bind, this::statement);
        }
        return trust;
    }

    /** A statement; or, for a document, what stands under {@code Statement}. */
    private Node statement(Node statement) {
        return member(
                member(statement, "Principal", this::kinds, this::kinds), "NotPrincipal", this::kinds, this::kinds);
    }

    private Node kinds(Node principal) {
        return member(principal, "AWS", this::names, this::name);
    }

    private Node names(Node list) {
        return list instanceof Node.Sequence sequence
                ? new Node.Sequence(
                        list.source(), sequence.items().stream().map(this::name).toList())
                : list;
    }

    private Node name(Node name) {
        if (name instanceof Node.Scalar scalar && idsByArn.containsKey(scalar.text())) {
            return new Node.Scalar(scalar.source(), idsByArn.getOrDefault(scalar.text(), ""), scalar.type());
        }
        return name;
    }

    /** Changes one member of a mapping: a list by one function, anything else by the other. */
    private static Node member(Node node, String name, UnaryOperator<Node> list, UnaryOperator<Node> single) {
        if (!(node instanceof Node.Mapping mapping)) {
            return node;
        }
        List<Node.Entry> entries = mapping.entries().stream()
                .map(entry -> {
                    if (!entry.key().text().equals(name)) {
                        return entry;
                    }
                    boolean many = entry.value() instanceof Node.Sequence;
                    return new Node.Entry(entry.key(), many ? list.apply(entry.value()) : single.apply(entry.value()));
                })
                .toList();
        return new Node.Mapping(mapping.source(), entries);
    }
}
