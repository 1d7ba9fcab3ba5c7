package dev.daypass.server.http;

import dev.daypass.core.octets.Utf8;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.source.JsonTree;
import dev.daypass.core.source.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A JSON object that came as a body, read strictly: the media type must say so (a browser's form cannot), no member
 * twice, none that is not known. Values never print.
 */
public final class JsonBody {
    private static final JsonTree JSON = new JsonTree();

    private final Node.Mapping object;

    private JsonBody(Node.Mapping object) {
        this.object = object;
    }

    /** Reads a request's body. */
    public static Outcome<JsonBody> read(Request request, Set<String> known) {
        String type = request.headers().only("content-type").orElse("").toLowerCase(Locale.ROOT);
        if (!type.equals("application/json") && !type.replace(" ", "").equals("application/json;charset=utf-8")) {
            return malformed("the Content-Type must be application/json");
        }
        return Utf8.text(request.body().bytes())
                .map(text -> JSON.read("body", text))
                .orElseGet(() -> Outcome.refused(Reason.REQUEST_MALFORMED, "the body is not UTF-8", "not UTF-8"))
                .then(node -> of(node, known));
    }

    private static Outcome<JsonBody> of(Node node, Set<String> known) {
        if (!(node instanceof Node.Mapping object)) {
            return malformed("a JSON object was expected");
        }
        var unknown = new TreeSet<>(object.asMap().keySet());
        unknown.removeAll(known);
        return unknown.isEmpty()
                ? Outcome.granted(new JsonBody(object))
                : malformed("unknown member; known are " + new TreeSet<>(known));
    }

    /** A member that must be a text. */
    public Outcome<String> text(String name) {
        return object.get(name).flatMap(JsonBody::asText).map(Outcome::granted).orElseGet(() -> wrong(name, "a text"));
    }

    /** A member that, if it is there, is a text. */
    public Outcome<Optional<String>> optionalText(String name) {
        Optional<Node> node = object.get(name);
        if (node.isEmpty()) {
            return Outcome.granted(Optional.empty());
        }
        return asText(node.get())
                .map(text -> Outcome.granted(Optional.of(text)))
                .orElseGet(() -> wrong(name, "a text"));
    }

    /** A member that must be an object with known members. */
    public Outcome<JsonBody> object(String name, Set<String> known) {
        return object.get(name).map(node -> of(node, known)).orElseGet(() -> wrong(name, "an object"));
    }

    /** The objects in a list, each with known members; empty if the member is not there. */
    public Outcome<List<JsonBody>> objects(String name, Set<String> known, int most) {
        Optional<Node> node = object.get(name);
        if (node.isEmpty()) {
            return Outcome.granted(List.of());
        }
        if (!(node.get() instanceof Node.Sequence sequence) || sequence.items().size() > most) {
            return wrong(name, "a list of at most " + most + " objects");
        }
        Outcome<List<JsonBody>> read = Outcome.granted(List.of());
        for (Node item : sequence.items()) {
            read = read.then(before -> of(item, known).map(next -> {
                var longer = new ArrayList<>(before);
                longer.add(next);
                return List.copyOf(longer);
            }));
        }
        return read;
    }

    /** Whether the member is there. */
    public boolean has(String name) {
        return object.get(name).isPresent();
    }

    /** A member as it is, for whoever reads it with a reader of its own. */
    public Optional<Node> node(String name) {
        return object.get(name);
    }

    /** A scalar's text, or the texts of a list of scalars; empty if it is something else. */
    public static Optional<List<String>> texts(Node node) {
        if (node instanceof Node.Scalar scalar && scalar.type() != Node.ScalarType.NULL) {
            return Optional.of(List.of(scalar.text()));
        }
        if (!(node instanceof Node.Sequence sequence)) {
            return Optional.empty();
        }
        List<String> texts = sequence.items().stream()
                .filter(item -> item instanceof Node.Scalar scalar && scalar.type() != Node.ScalarType.NULL)
                .map(item -> ((Node.Scalar) item).text())
                .toList();
        return texts.size() == sequence.items().size() ? Optional.of(texts) : Optional.empty();
    }

    private static Optional<String> asText(Node node) {
        return node instanceof Node.Scalar scalar && scalar.type() == Node.ScalarType.TEXT
                ? Optional.of(scalar.text())
                : Optional.empty();
    }

    private static <T> Outcome<T> wrong(String name, String expected) {
        String message = "`" + name + "` must be " + expected;
        return Outcome.refused(Reason.PARAMETER_INVALID, message, message);
    }

    private static Outcome<JsonBody> malformed(String message) {
        return Outcome.refused(Reason.REQUEST_MALFORMED, message, message);
    }

    @Override
    public String toString() {
        return "JsonBody" + object.asMap().keySet();
    }
}
