package dev.daypass.core.config;

import dev.daypass.core.config.form.Form;
import dev.daypass.core.config.form.JsonSchema;
import dev.daypass.core.config.form.Key;
import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.config.form.Scalars;
import dev.daypass.core.config.form.Shape;
import dev.daypass.core.provider.Enrichment;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.rules.Expression;
import dev.daypass.core.rules.ProviderView;
import dev.daypass.core.rules.RuleCompiler;
import dev.daypass.core.source.Node;
import dev.daypass.core.source.Source;
import dev.daypass.core.source.Suggestions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads which directory tells more of a provider's people, and by what it is asked. */
final class EnrichmentReader {
    private static final Pattern TEXT = Pattern.compile("(\\S+)\\s+by\\s+(\\S.*)", Pattern.DOTALL);
    private static final Key<Placed<String>> FROM =
            Key.required("from", Scalars.placed(Scalars.text()), "A provider of `type: directory`.", "corp-ad");
    private static final Key<Placed<String>> BY = Key.required(
            "by",
            Scalars.placed(Scalars.text()),
            "A CEL expression over `user`: the name that the directory knows the person by.",
            "user.email");
    private static final Shape SHAPE = Shape.of("`enrich`", FROM, BY);

    static final Key<Written> ENRICH = Key.optional(
            "enrich",
            form(),
            "A directory that tells more of this provider's people, such as groups beyond those that fit a token. It is"
                    + " asked when they sign in, and not again: what changes there later ends none of their sessions.",
            "corp-ad by user.email");

    private final Reading reading;
    private final RuleCompiler compiler;
    private final Map<String, ProviderReader.Draft> directories;

    /**
     * @param directories every provider that is one, by name
     */
    EnrichmentReader(Reading reading, RuleCompiler compiler, Map<String, ProviderReader.Draft> directories) {
        this.reading = reading;
        this.compiler = compiler;
        this.directories = directories;
    }

    /** As it was written. */
    record Written(Placed<String> from, Placed<String> by) {}

    /**
     * As it was understood.
     *
     * @param directory what rules may know of those whom the directory tells of
     */
    record Read(Enrichment enrichment, ProviderView directory) {}

    private static Form<Written> form() {
        Form<Written> mapping = SHAPE.as((fields, reading) ->
                fields.get(FROM).flatMap(from -> fields.get(BY).map(by -> new Written(from, by))));
        return new Form<>() {
            @Override
            public Optional<Written> read(Node node, Reading reading) {
                return node instanceof Node.Mapping
                        ? mapping.read(node, reading)
                        : Scalars.placed(Scalars.text()).read(node, reading).flatMap(text -> parsed(text, reading));
            }

            @Override
            public JsonSchema schema() {
                return JsonSchema.anyOf(List.of(Scalars.text().schema(), SHAPE.schema()));
            }
        };
    }

    private static Optional<Written> parsed(Placed<String> text, Reading reading) {
        Matcher matcher = TEXT.matcher(text.value().strip());
        if (!matcher.matches()) {
            reading.error(
                    "bad-enrichment",
                    text.source(),
                    "`" + text.value() + "` does not say whom to ask by what",
                    "write `DIRECTORY by user.NAME`, as in `corp-ad by user.email`");
            return Optional.empty();
        }
        Source start = text.source();
        var by = new Source(start.file(), start.line(), start.column() + matcher.start(2));
        return Optional.of(new Written(new Placed<>(matcher.group(1), start), new Placed<>(matcher.group(2), by)));
    }

    /**
     * What was written, checked; empty if it is an error.
     *
     * @param provider what is known of its people before the directory has been asked
     */
    Optional<Read> read(Written written, ProviderView provider) {
        Optional<ProviderReader.Draft> directory = directory(written.from());
        var by = new Expression(written.by().value(), written.by().source());
        return compiler.enrichmentKey(by, provider, reading.findings())
                .flatMap(key -> directory.map(found -> new Read(new Enrichment(found.id(), key), found.view())));
    }

    private Optional<ProviderReader.Draft> directory(Placed<String> from) {
        Optional<ProviderReader.Draft> found = Optional.ofNullable(directories.get(from.value()));
        if (found.isEmpty()) {
            String hint = Suggestions.closest(from.value(), directories.keySet())
                    .map(near -> " (did you mean `" + near + "`?)")
                    .orElse("");
            reading.error(
                    "unknown-directory",
                    from.source(),
                    "there is no directory `" + from.value() + "`" + hint,
                    directories.isEmpty()
                            ? "define a provider of `type: directory` first"
                            : "known are " + String.join(", ", directories.keySet()));
            return Optional.empty();
        }
        boolean disabled = found.flatMap(ProviderReader.Draft::provider)
                .filter(provider -> provider.state() == Provider.State.DISABLED)
                .isPresent();
        if (disabled) {
            reading.error(
                    "disabled-directory",
                    from.source(),
                    "the directory `" + from.value() + "` is disabled, so nobody who needs it could sign in",
                    "enable it, or drop `enrich`");
            return Optional.empty();
        }
        return found;
    }
}
