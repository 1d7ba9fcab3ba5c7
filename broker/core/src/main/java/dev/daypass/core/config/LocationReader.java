package dev.daypass.core.config;

import dev.daypass.core.config.form.Form;
import dev.daypass.core.config.form.Guarded;
import dev.daypass.core.config.form.JsonSchema;
import dev.daypass.core.config.form.Key;
import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Quantities;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.config.form.Scalars;
import dev.daypass.core.config.form.Shape;
import dev.daypass.core.source.Node;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads where metadata and key sets come from: an address, a file beside the configuration, or either with its times. */
final class LocationReader {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(30);

    /** The address or path itself. */
    static final Key<Placed<String>> LOCATION = Key.required(
            "location",
            Scalars.placed(Scalars.text()),
            "An https address, or a file in the configuration directory.",
            "corp-metadata.xml");

    /** How often it is read again. */
    static final Key<Duration> REFRESH =
            Key.optional("refresh", Quantities.duration(MINUTE, LONGEST), "How often it is read again.", "1h");

    /** How long the last good copy serves. */
    static final Key<Duration> MAX_STALE = Key.optional(
            "maxStale",
            Quantities.duration(MINUTE, LONGEST),
            "How long the last good copy serves while it cannot be read.",
            "7d");

    private final Reading reading;
    private final Attachments attachments;

    LocationReader(Reading reading, Attachments attachments) {
        this.reading = reading;
        this.attachments = attachments;
    }

    /** A text alone, or a shape that has {@link #LOCATION} among its keys. */
    static Form<Node> form(Shape shape) {
        return new Form<>() {
            @Override
            public Optional<Node> read(Node node, Reading reading) {
                return node instanceof Node.Mapping
                        ? shape.read(node, reading).map(fields -> node)
                        : Scalars.text().read(node, reading).map(text -> node);
            }

            @Override
            public JsonSchema schema() {
                return JsonSchema.anyOf(List.of(Scalars.text().schema(), shape.schema()));
            }
        };
    }

    /** The address of what was written; empty, and found, if it is no safe address and no file of ours. */
    Optional<URI> resolve(Placed<String> location) {
        var node = new Node.Scalar(location.source(), location.value(), Node.ScalarType.TEXT);
        if (location.value().contains("://")) {
            return Guarded.httpUri(location.value(), node, reading);
        }
        Optional<URI> file = attachments.locate(location.value());
        if (file.isEmpty()) {
            reading.error(
                    "missing-file",
                    location.source(),
                    "there is no file " + reading.quoted(node) + " in the configuration directory",
                    "put it there, or write an https address; paths are relative to that directory");
        }
        return file;
    }
}
