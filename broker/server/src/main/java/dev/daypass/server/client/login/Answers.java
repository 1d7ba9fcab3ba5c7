package dev.daypass.server.client.login;

import dev.daypass.core.secret.Secret;
import dev.daypass.core.source.Node;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Picks what is needed out of a broker's answers. */
final class Answers {
    private static final int LONGEST = 2_000;

    private Answers() {}

    static Optional<Node> member(Node node, String name) {
        return node instanceof Node.Mapping mapping ? mapping.get(name) : Optional.empty();
    }

    /** A text to be shown, without what would move a terminal's cursor; empty if there is none. */
    static String text(Node node, String name) {
        String text = exact(node, name).orElse("");
        return text.substring(0, Math.min(text.length(), LONGEST))
                .codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** A text as it came. */
    static Optional<String> exact(Node node, String name) {
        return member(node, name).filter(Node.Scalar.class::isInstance).map(scalar -> ((Node.Scalar) scalar).text());
    }

    static String required(Node node, String name) throws IOException {
        return exact(node, name)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new IOException("the answer has no `" + name + "`; is this really a broker?"));
    }

    static Duration seconds(Node node, String name) throws IOException {
        String text = required(node, name);
        if (!text.matches("[0-9]{1,9}")) {
            throw new IOException("the answer's `" + name + "` is no number of seconds");
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }

    static List<Node> items(Node node, String name) {
        return member(node, name)
                .filter(Node.Sequence.class::isInstance)
                .map(list -> ((Node.Sequence) list).items())
                .orElseGet(List::of);
    }

    /** A login as the token endpoint hands it out (RFC 6749 section 5.1). */
    static Login login(Node answer, Broker broker, Instant asked) throws IOException {
        return new Login(
                broker,
                Secret.of(required(answer, "access_token")),
                asked.plus(seconds(answer, "expires_in")),
                exact(answer, "refresh_token").map(Secret::of));
    }
}
