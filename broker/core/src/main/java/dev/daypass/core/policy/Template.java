package dev.daypass.core.policy;

import dev.daypass.core.source.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A policy's text with its variables found: {@code ${key}}, {@code ${key, 'default'}}, and the escapes {@code ${*}},
 * {@code ${?}}, {@code ${$}} (sts.md 1.9). Immutable.
 *
 * <p>INVARIANT: a substituted value is literal. Its stars are stars, and a {@code ${…}} in it is not looked at again
 * (security.md T11). A variable without exactly one value leaves the whole text unresolved, never empty (T12).
 */
final class Template {
    private sealed interface Piece {}

    /** Text as written: stars and question marks are wild where the use allows wildcards. */
    private record Plain(String text) implements Piece {}

    /** An escaped character. */
    private record Escaped(String text) implements Piece {}

    private record Variable(String key, String folded, Optional<String> fallback) implements Piece {
        Optional<String> value(ConditionContext context) {
            List<String> values = context.folded(folded);
            return switch (values.size()) {
                case 0 -> fallback;
                case 1 -> Optional.of(values.get(0));
                default -> Optional.empty();
            };
        }
    }

    private final List<Piece> pieces;
    private final Optional<Glob> fixedGlob;
    private final Optional<String> fixedText;

    private Template(List<Piece> pieces) {
        this.pieces = List.copyOf(pieces);
        boolean fixed = pieces.stream().noneMatch(Variable.class::isInstance);
        this.fixedGlob = fixed ? buildGlob(ConditionContext.empty()) : Optional.empty();
        this.fixedText = fixed ? buildText(ConditionContext.empty()) : Optional.empty();
    }

    static Optional<Template> read(Node.Scalar scalar, Reading reading) {
        if (!reading.variables()) {
            return Optional.of(new Template(List.of(new Plain(scalar.text()))));
        }
        var pieces = new ArrayList<Piece>();
        String text = scalar.text();
        int from = 0;
        for (int open = text.indexOf("${"); open >= 0; open = text.indexOf("${", from)) {
            int close = text.indexOf('}', open);
            Optional<Piece> piece = close < 0 ? Optional.empty() : piece(text.substring(open + 2, close));
            if (piece.isEmpty()) {
                reading.error(
                        "policy-variable-malformed",
                        scalar.source(),
                        "`" + text + "` has a `${` that begins no policy variable",
                        "write `${key}`, `${key, 'default'}`, or `${$}{` for the characters themselves");
                return Optional.empty();
            }
            pieces.add(new Plain(text.substring(from, open)));
            pieces.add(piece.get());
            from = close + 1;
        }
        pieces.add(new Plain(text.substring(from)));
        return Optional.of(new Template(pieces));
    }

    private static Optional<Piece> piece(String inner) {
        if (inner.equals("*") || inner.equals("?") || inner.equals("$")) {
            return Optional.of(new Escaped(inner));
        }
        int comma = inner.indexOf(',');
        String key = (comma < 0 ? inner : inner.substring(0, comma)).strip();
        if (key.isEmpty() || key.indexOf('$') >= 0 || key.indexOf('{') >= 0 || key.indexOf('\'') >= 0) {
            return Optional.empty();
        }
        if (comma < 0) {
            return Optional.of(new Variable(key, Letters.fold(key), Optional.empty()));
        }
        String fallback = inner.substring(comma + 1).strip();
        if (fallback.length() < 2 || !fallback.startsWith("'") || !fallback.endsWith("'")) {
            return Optional.empty();
        }
        String value = fallback.substring(1, fallback.length() - 1);
        return Optional.of(new Variable(key, Letters.fold(key), Optional.of(value)));
    }

    /** Whether it is the same in every request. */
    boolean isFixed() {
        return fixedText.isPresent();
    }

    /** As a pattern whose wildcards are wild; absent if a variable has no value. */
    Optional<Glob> glob(ConditionContext context) {
        return fixedGlob.isPresent() ? fixedGlob : buildGlob(context);
    }

    /** As a text whose wildcards are plain characters; absent if a variable has no value. */
    Optional<String> text(ConditionContext context) {
        return fixedText.isPresent() ? fixedText : buildText(context);
    }

    /** Whether any character in it is wild when it is used as a pattern. */
    boolean hasWildcard() {
        return pieces.stream()
                .anyMatch(piece -> piece instanceof Plain plain
                        && (plain.text().indexOf('*') >= 0 || plain.text().indexOf('?') >= 0));
    }

    void collectKeys(Set<String> keys) {
        for (Piece piece : pieces) {
            if (piece instanceof Variable variable) {
                keys.add(variable.key());
            }
        }
    }

    /** Cut at the first colons that stand in the text itself, into at most so many parts; values are never cut. */
    List<Template> split(int parts) {
        var split = new ArrayList<Template>();
        var current = new ArrayList<Piece>();
        for (Piece piece : pieces) {
            if (!(piece instanceof Plain plain)) {
                current.add(piece);
                continue;
            }
            String rest = plain.text();
            for (int colon = rest.indexOf(':'); colon >= 0 && split.size() < parts - 1; colon = rest.indexOf(':')) {
                current.add(new Plain(rest.substring(0, colon)));
                split.add(new Template(current));
                current.clear();
                rest = rest.substring(colon + 1);
            }
            current.add(new Plain(rest));
        }
        split.add(new Template(current));
        return split;
    }

    private Optional<Glob> buildGlob(ConditionContext context) {
        var glob = new Glob.Builder();
        for (Piece piece : pieces) {
            if (piece instanceof Plain plain) {
                glob.pattern(plain.text());
            } else if (piece instanceof Escaped escaped) {
                glob.literal(escaped.text());
            } else if (piece instanceof Variable variable) {
                Optional<String> value = variable.value(context);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                glob.literal(value.get());
            }
        }
        return Optional.of(glob.build());
    }

    private Optional<String> buildText(ConditionContext context) {
        var text = new StringBuilder();
        for (Piece piece : pieces) {
            if (piece instanceof Plain plain) {
                text.append(plain.text());
            } else if (piece instanceof Escaped escaped) {
                text.append(escaped.text());
            } else if (piece instanceof Variable variable) {
                Optional<String> value = variable.value(context);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                text.append(value.get());
            }
        }
        return Optional.of(text.toString());
    }
}
