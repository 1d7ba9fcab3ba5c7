package dev.daypass.server.configfile;

import dev.daypass.core.source.Findings;
import dev.daypass.core.source.Node;
import dev.daypass.core.source.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Composes the tree of one document from the parser's events. One use. */
final class Composer {
    /** Deeper than any configuration or policy is. */
    private static final int MAX_DEPTH = 40;
    /** Nodes of a document with all aliases unfolded; some 50,000 rules. */
    private static final long MAX_NODES = 1_000_000;

    private static final String MERGE_KEY = "<<";

    private final String file;
    private final String text;
    private final Iterator<Event> events;
    private final References references;
    private final Findings findings;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private final BlockScalars blocks;
    private long nodes;

    Composer(String file, String text, Iterator<Event> events, References references, Findings findings) {
        this.file = file;
        this.text = text;
        this.events = events;
        this.references = references;
        this.findings = findings;
        this.blocks = new BlockScalars(this.text);
    }

    /** A node and how many nodes it comes to. */
    private record Anchored(Node node, long weight) {}

    /** Composing ends here; why has been found. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused() {
            super("refused", null, false, false);
        }
    }

    /** The one document; empty if there is none. */
    Optional<Node> document() throws Refused {
        Optional<Node> root = Optional.empty();
        while (events.hasNext()) {
            Event event = events.next();
            switch (event.getEventId()) {
                case StreamStart, StreamEnd, DocumentEnd, Comment -> {}
                case DocumentStart -> {
                    if (root.isPresent()) {
                        throw refuse(
                                "yaml-second-document",
                                source(event),
                                "a second document begins here",
                                "put it into a file of its own");
                    }
                }
                case Alias, Scalar, SequenceStart, MappingStart, SequenceEnd, MappingEnd ->
                    root = Optional.of(node(event, 0));
            }
        }
        return root.filter(node -> !isEmpty(node));
    }

    private static boolean isEmpty(Node node) {
        return node instanceof Node.Scalar scalar && scalar.type() == Node.ScalarType.NULL;
    }

    private Node node(Event event, int depth) throws Refused {
        if (depth > MAX_DEPTH) {
            throw refuse(
                    "yaml-depth",
                    source(event),
                    "nested deeper than " + MAX_DEPTH + " levels",
                    "no configuration needs that: flatten it");
        }
        if (event instanceof AliasEvent alias) {
            return alias(alias);
        }
        long before = nodes;
        count(1, event);
        Node node = fresh(event, depth);
        if (event instanceof NodeEvent anchored) {
            anchored.getAnchor()
                    .ifPresent(anchor -> anchors.put(anchor.getValue(), new Anchored(node, nodes - before)));
        }
        return node;
    }

    private Node fresh(Event event, int depth) throws Refused {
        if (event instanceof ScalarEvent scalar) {
            untagged(scalar.getTag(), event);
            return scalar(scalar);
        }
        if (event instanceof CollectionStartEvent start) {
            untagged(start.getTag(), event);
        }
        return event.getEventId() == Event.ID.SequenceStart ? sequence(event, depth) : mapping(event, depth);
    }

    private Node alias(AliasEvent event) throws Refused {
        String name = event.getAlias().getValue();
        Anchored anchored = anchors.get(name);
        if (anchored == null) {
            throw refuse(
                    "yaml-alias",
                    source(event),
                    "the alias `*" + name + "` has no anchor before it",
                    "write `&" + name + "` where the value stands, or write the value out");
        }
        count(anchored.weight(), event);
        return anchored.node();
    }

    private void count(long more, Event event) throws Refused {
        nodes += more;
        if (nodes > MAX_NODES) {
            throw refuse(
                    "yaml-too-large",
                    source(event),
                    "the file comes to more than " + MAX_NODES + " values",
                    "write fewer aliases, or split the file");
        }
    }

    private void untagged(Optional<String> tag, Event event) throws Refused {
        if (tag.isPresent()) {
            throw refuse(
                    "yaml-tag",
                    source(event),
                    "the tag `" + tag.get() + "` stands here, and configuration has none",
                    "remove it; a value that is meant as text goes into quotes");
        }
    }

    private Node.Scalar scalar(ScalarEvent event) {
        String value = event.getValue();
        Source source =
                switch (event.getScalarStyle()) {
                    case PLAIN, JSON_SCALAR_STYLE -> source(event);
                    case SINGLE_QUOTED, DOUBLE_QUOTED -> behindQuote(event);
                    case LITERAL, FOLDED -> blocks.firstCharacter(source(event));
                };
        if (References.mayHold(value)) {
            return new Node.Scalar(source, references.resolve(value, source), Node.ScalarType.TEXT);
        }
        Node.ScalarType type = event.isPlain() ? PlainScalars.type(value) : Node.ScalarType.TEXT;
        boolean folded = type == Node.ScalarType.BOOLEAN;
        return new Node.Scalar(source, folded ? value.toLowerCase(Locale.ROOT) : value, type);
    }

    private Node sequence(Event start, int depth) throws Refused {
        var items = new ArrayList<Node>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(node(event, depth + 1));
        }
        return new Node.Sequence(source(start), items);
    }

    private Node mapping(Event start, int depth) throws Refused {
        var entries = new ArrayList<Node.Entry>();
        var keys = new HashMap<String, Source>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            Node.Scalar key = key(event);
            Source earlier = keys.putIfAbsent(key.text(), key.source());
            Node value = node(events.next(), depth + 1);
            if (earlier == null) {
                entries.add(new Node.Entry(key, value));
            } else {
                findings.error(
                        "duplicate-key",
                        key.source(),
                        "the key `" + key.text() + "` stands at line " + earlier.line() + " already",
                        "keep one of the two");
            }
        }
        return new Node.Mapping(source(start), entries);
    }

    private Node.Scalar key(Event event) throws Refused {
        if (!(event instanceof ScalarEvent scalar)) {
            throw refuse("yaml-key", source(event), "a key must be a text", "write `name: value`");
        }
        untagged(scalar.getTag(), event);
        if (scalar.isPlain() && scalar.getValue().equals(MERGE_KEY)) {
            throw refuse(
                    "yaml-merge-key",
                    source(event),
                    "merge keys are not part of YAML 1.2",
                    "write the keys out, or use an alias for a whole value");
        }
        count(1, event);
        Source source = scalar.isPlain() ? source(event) : behindQuote(event);
        return new Node.Scalar(source, scalar.getValue(), Node.ScalarType.TEXT);
    }

    private Source behindQuote(Event event) {
        Source quote = source(event);
        return new Source(quote.file(), quote.line(), quote.column() + 1);
    }

    private Source source(Event event) {
        Optional<Mark> mark = event.getStartMark();
        return mark.map(at -> new Source(file, at.getLine() + 1, at.getColumn() + 1))
                .orElseGet(() -> Source.of(file));
    }

    private Refused refuse(String code, Source source, String message, String cure) {
        findings.error(code, source, message, cure);
        return new Refused();
    }
}
