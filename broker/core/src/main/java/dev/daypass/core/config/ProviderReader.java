package dev.daypass.core.config;

import dev.daypass.core.config.form.Fields;
import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.ProviderSettings;
import dev.daypass.core.provider.TokenSettings;
import dev.daypass.core.rules.AttributeMapping;
import dev.daypass.core.rules.Expression;
import dev.daypass.core.rules.ProviderView;
import dev.daypass.core.rules.Requirement;
import dev.daypass.core.rules.RuleCompiler;
import dev.daypass.core.source.Node;
import dev.daypass.core.source.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads {@code providers/}. */
final class ProviderReader {
    private final Reading reading;
    private final RuleCompiler compiler;
    private final ProviderKinds kinds;
    private final Registry<Draft> providers;
    private final EnrichmentReader enrichments;
    private final ListingReader listings;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final Map<String, Draft> known = new LinkedHashMap<>();
    private final List<Written> written = new ArrayList<>();

    ProviderReader(Reading reading, RuleCompiler compiler, LocationReader locations, Registry<Draft> providers) {
        this.reading = reading;
        this.compiler = compiler;
        this.kinds = new ProviderKinds(reading, locations);
        this.providers = providers;
        this.enrichments = new EnrichmentReader(reading, compiler, known);
        this.listings = new ListingReader(reading);
    }

    /** A provider that waits to be read: one may speak of another that stands behind it. */
    private record Written(Placed<String> name, Node node) {
        boolean isDirectory() {
            return node instanceof Node.Mapping mapping
                    && mapping.get(ProviderShape.TYPE.name())
                            .filter(type -> type instanceof Node.Scalar scalar
                                    && scalar.text().equals("directory"))
                            .isPresent();
        }
    }

    /**
     * A provider as far as it could be read.
     *
     * @param provider absent if something of it is an error
     * @param view what rules may know of it
     * @param origin where its metadata, key set or issuer is named
     */
    record Draft(ProviderId id, Optional<Provider> provider, ProviderView view, Source origin) {}

    /** Takes one file; {@link #finish} makes providers of all. */
    void read(Node root) {
        if (!(root instanceof Node.Mapping mapping)) {
            reading.wrongType(root, "a mapping from names to providers", "write `NAME: { type: … }`");
            return;
        }
        for (Node.Entry entry : mapping.entries()) {
            var name = new Placed<>(entry.key().text(), entry.key().source());
            if (!Pattern.matches(Names.PROVIDER, name.value())) {
                reading.error(
                        "bad-name",
                        name.source(),
                        "`" + name.value() + "` cannot be a provider's name",
                        "use up to 128 letters, digits, dots, hyphens and _, with a letter or digit at both ends");
            }
            if (providers.declare(name, reading)) {
                written.add(new Written(name, entry.value()));
            }
        }
    }

    /** Reads directories first, since others may be enriched by them, and tells all in the order they were written in. */
    void finish() {
        for (Written directory : written) {
            if (directory.isDirectory()) {
                provider(directory.name(), directory.node());
            }
        }
        known.putAll(drafts);
        for (Written other : written) {
            if (!other.isDirectory()) {
                provider(other.name(), other.node());
            }
        }
        for (Written each : written) {
            Optional.ofNullable(drafts.get(each.name().value()))
                    .ifPresent(draft -> providers.put(each.name().value(), draft));
        }
        compareIssuers();
        listings.compare();
    }

    private void provider(Placed<String> name, Node node) {
        var id = new ProviderId(name.value());
        if (!(node instanceof Node.Mapping mapping)) {
            reading.wrongType(node, "a provider (a mapping)", "begin with `type:`");
            return;
        }
        Optional<ProviderSettings.Kind> kind = mapping.get(ProviderShape.TYPE.name())
                .flatMap(type -> ProviderShape.TYPE.form().read(type, reading.quiet()));
        if (kind.isEmpty()) {
            unknownKind(mapping);
            drafts.put(name.value(), new Draft(id, Optional.empty(), namesOnly(mapping), mapping.source()));
            return;
        }
        ProviderKinds.shape(kind.get())
                .read(node, reading)
                .ifPresent(fields -> drafts.put(name.value(), draft(id, kind.get(), fields)));
    }

    /** Without its type nothing else of a provider can be judged. */
    private void unknownKind(Node.Mapping mapping) {
        Optional<Node> type = mapping.get(ProviderShape.TYPE.name());
        if (type.isPresent()) {
            ProviderShape.TYPE.form().read(type.get(), reading);
            return;
        }
        reading.error(
                "missing-key",
                mapping,
                "a provider needs the key `type`",
                "add `type: saml`, `type: oidc`, `type: jwt` or `type: directory`");
    }

    /** What rules may read of a provider that could not be read: the names at least. */
    private static ProviderView namesOnly(Node.Mapping provider) {
        Optional<Node> attributes = provider.get(ProviderShape.ATTRIBUTES.name());
        return ProviderView.named(attributes
                .filter(Node.Mapping.class::isInstance)
                .map(node -> ((Node.Mapping) node).asMap().keySet())
                .orElseGet(Set::of));
    }

    private Draft draft(ProviderId id, ProviderSettings.Kind kind, Fields fields) {
        var expressions = new LinkedHashMap<String, Expression>();
        fields.orFallback(ProviderShape.ATTRIBUTES)
                .forEach((name, text) -> expressions.put(name.value(), new Expression(text.value(), text.source())));
        if (kind == ProviderSettings.Kind.DIRECTORY && !fields.has(ProviderShape.ATTRIBUTES)) {
            DirectoryProviderReader.attributes(fields)
                    .forEach(preset -> expressions.put(
                            preset.name(), new Expression(preset.expression(), fields.source(ProviderShape.TYPE))));
        }
        Optional<AttributeMapping> mapping = compiler.mapping(expressions, reading.findings());
        Optional<EnrichmentReader.Read> enrichment = fields.get(EnrichmentReader.ENRICH)
                .flatMap(words -> enrichments.read(
                        words, ProviderKinds.view(kind, mapping, Optional.empty(), expressions.keySet())));
        // Which directory was meant may not be known: then any may have told what rules read, so that one mistake is
        // told once.
        List<ProviderView> told = enrichment
                .map(read -> List.of(read.directory()))
                .orElseGet(() -> fields.has(EnrichmentReader.ENRICH) ? directoryViews() : List.of());
        UnaryOperator<ProviderView> enriched = view -> told.stream().reduce(view, ProviderView::enrichedBy);
        Optional<Requirement> require = fields.get(ProviderShape.REQUIRE)
                .flatMap(text -> compiler.requirement(
                        new Expression(text.value(), text.source()),
                        enriched.apply(ProviderKinds.view(kind, mapping, Optional.empty(), expressions.keySet())),
                        reading.findings()));
        ProviderView view = enriched.apply(ProviderKinds.view(kind, mapping, require, expressions.keySet()));
        enrichment.ifPresent(read -> compiler.check(read.enrichment().by(), id, view, reading.findings()));
        Optional<? extends ProviderSettings> settings = kinds.settings(kind, fields);
        Provider.ReplayScope replay = kinds.replay(kind, fields);
        boolean broken = (fields.has(ProviderShape.REQUIRE) && require.isEmpty())
                || (fields.has(EnrichmentReader.ENRICH) && enrichment.isEmpty());
        Optional<Provider> provider = settings.isEmpty() || mapping.isEmpty() || broken
                ? Optional.empty()
                : Optional.of(new Provider(
                        id,
                        fields.orFallback(ProviderShape.ENABLED) ? Provider.State.ENABLED : Provider.State.DISABLED,
                        settings.get(),
                        mapping.get(),
                        require,
                        replay,
                        Set.copyOf(fields.orFallback(ProviderShape.BLOCKED).stream()
                                .map(Placed::value)
                                .collect(Collectors.toSet())),
                        enrichment.map(EnrichmentReader.Read::enrichment),
                        listings.read(id, kind, fields)));
        return new Draft(id, provider, view, ProviderKinds.origin(kind, fields));
    }

    private List<ProviderView> directoryViews() {
        return known.values().stream().map(Draft::view).toList();
    }

    /** Finds token providers that would both take the same token. */
    private void compareIssuers() {
        var seen = new LinkedHashMap<String, Draft>();
        for (Draft draft : providers.all()) {
            draft.provider().map(Provider::settings).ifPresent(settings -> {
                if (settings instanceof TokenSettings token) {
                    for (String audience : token.audiences()) {
                        Draft earlier = seen.putIfAbsent(token.issuer() + "\n" + audience, draft);
                        if (earlier != null) {
                            reading.error(
                                    "ambiguous-issuer",
                                    providers.place(draft.id().name()),
                                    "`" + draft.id() + "` takes tokens of the same issuer and audience as `"
                                            + earlier.id() + "`",
                                    "give each an audience of its own");
                            return;
                        }
                    }
                }
            });
        }
    }
}
