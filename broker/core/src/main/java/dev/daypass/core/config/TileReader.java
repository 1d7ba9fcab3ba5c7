package dev.daypass.core.config;

import dev.daypass.core.application.Console;
import dev.daypass.core.application.ForwardedSite;
import dev.daypass.core.application.RolePattern;
import dev.daypass.core.application.Tile;
import dev.daypass.core.config.form.Fields;
import dev.daypass.core.config.form.Guarded;
import dev.daypass.core.config.form.Key;
import dev.daypass.core.config.form.Many;
import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.config.form.Scalars;
import dev.daypass.core.config.form.Shape;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.rules.Expression;
import dev.daypass.core.rules.Requirement;
import dev.daypass.core.rules.RuleCompiler;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what people see of an application: how it is called, where it is opened, and who sees it. */
final class TileReader {
    private static final int LONGEST_DESCRIPTION = 200;

    static final Key<Placed<String>> LABEL = Key.optional(
            "label", Scalars.placed(ListingReader.label()), "What people read instead of its name.", "Wiki");
    static final Key<Placed<String>> DESCRIPTION = Key.optional(
            "description", Scalars.placed(Scalars.text()), "A line about it, for people.", "Notes of all teams.");
    static final Key<URI> LAUNCH = Key.optional(
            "launch",
            Guarded.httpUri(),
            "Where people open it; with it, it stands among their applications in the portal.",
            "https://grafana.corp.example.com/login");
    static final Key<Placed<String>> SITE = Key.optional(
            "site",
            Scalars.placed(Scalars.text()),
            "A host of `forwardAuth`, instead of `launch`: people open it there.",
            "wiki.corp.example.com");
    static final Key<Placed<URI>> CONSOLE = Key.optional(
            "console",
            ProviderShape.placed(Guarded.httpUri()),
            "Where it takes an access token of a role session by POST to sign somebody in; a session's page links there.",
            "https://console.corp.example.com/signin");
    private static final Key<List<Placed<String>>> WHO_PROVIDERS = Key.optional(
                    "providers",
                    Many.list(Scalars.text()),
                    "Whose people see it; left out: everybody's.",
                    "[corp-saml]")
            .otherwise(List.of());
    private static final Key<List<Placed<String>>> WHO_ROLES = Key.optional(
                    "roles",
                    Many.list(Names.rolePattern()),
                    "Roles of which people must be able to take one.",
                    "[prod/ReadOnly]")
            .otherwise(List.of());
    private static final Key<Placed<String>> WHO_WHEN = Key.optional(
            "when",
            Scalars.placed(Scalars.text()),
            "A CEL condition that must hold of them, as in rules.",
            "'\"Engineers\" in user.groups'");
    static final Key<Fields> WHO = Key.optional(
            "who",
            Shape.of("`who`", WHO_PROVIDERS, WHO_ROLES, WHO_WHEN),
            "Who sees it in the portal; left out: everybody. Whether they get in, the application decides.",
            "{ roles: [prod/ReadOnly] }");

    private final Reading reading;
    private final RuleCompiler compiler;
    private final Known known;
    private final List<Tile> tiles = new ArrayList<>();
    private final List<Console> consoles = new ArrayList<>();

    /** What tiles name. */
    record Known(
            Registry<ProviderReader.Draft> providers, Registry<RoleReader.Draft> roles, List<ForwardedSite> sites) {}

    TileReader(Reading reading, RuleCompiler compiler, Known known) {
        this.reading = reading;
        this.compiler = compiler;
        this.known = known;
    }

    /** All that was read. */
    List<Tile> tiles() {
        return List.copyOf(tiles);
    }

    /** All consoles that were read. */
    List<Console> consoles() {
        return List.copyOf(consoles);
    }

    /**
     * Reads what people see of an application; of one that is not opened anywhere they see nothing.
     *
     * @param audience whom tokens for it are made for
     * @param shown whether it is enabled
     */
    void read(Placed<String> name, Fields fields, String audience, boolean shown) {
        fields.get(DESCRIPTION)
                .filter(text -> text.value().length() > LONGEST_DESCRIPTION)
                .ifPresent(text -> reading.error(
                        "too-long",
                        text.source(),
                        "a description of " + text.value().length() + " characters",
                        "use at most " + LONGEST_DESCRIPTION));
        Tile.Who who = who(fields.get(WHO).orElseGet(Fields::none));
        String label = fields.get(LABEL).map(Placed::value).orElse(name.value());
        fields.get(CONSOLE)
                .filter(console -> shown && isConsole(console))
                .ifPresent(console ->
                        consoles.add(new Console(name.value(), label, console.value(), audience, who.roles())));
        launch(fields)
                .filter(address -> shown)
                .ifPresent(address -> tiles.add(new Tile(
                        name.value(),
                        label,
                        fields.get(DESCRIPTION).map(Placed::value).orElse(""),
                        address,
                        who)));
    }

    /** A token is posted there, so that nothing may stand behind the path. */
    private boolean isConsole(Placed<URI> console) {
        boolean plain = console.value().getRawQuery() == null;
        if (!plain) {
            reading.error(
                    "bad-console",
                    console.source(),
                    "`" + console.value() + "` has a query",
                    "write scheme, host and path only");
        }
        return plain;
    }

    private Optional<URI> launch(Fields fields) {
        if (fields.has(SITE) && fields.has(LAUNCH)) {
            reading.error(
                    "launch-and-site",
                    fields.source(SITE),
                    "the application has both `launch` and `site`",
                    "keep the one where people open it");
        }
        return fields.get(SITE).map(this::site).orElseGet(() -> fields.get(LAUNCH));
    }

    private Optional<URI> site(Placed<String> host) {
        boolean there = known.sites().stream().anyMatch(site -> site.host().equals(host.value()));
        if (!there) {
            reading.error(
                    "unknown-site",
                    host.source(),
                    "`" + host.value() + "` is no host of `forwardAuth` in `daypass.yaml`",
                    "add it there, or write `launch:` with the address");
        }
        return there ? Optional.of(URI.create("https://" + host.value() + "/")) : Optional.empty();
    }

    private Tile.Who who(Fields fields) {
        List<Placed<String>> named = fields.orFallback(WHO_PROVIDERS);
        named.forEach(name -> known.providers().require(name, reading));
        fields.orFallback(WHO_ROLES).forEach(this::checkRole);
        List<RolePattern> roles = fields.orFallback(WHO_ROLES).stream()
                .map(pattern -> new RolePattern(pattern.value()))
                .toList();
        Optional<Placed<String>> when = fields.get(WHO_WHEN);
        Map<ProviderId, List<Requirement>> conditions = new LinkedHashMap<>();
        for (ProviderReader.Draft draft : known.providers().all()) {
            if (named.isEmpty()
                    || named.stream()
                            .anyMatch(name -> name.value().equals(draft.id().name()))) {
                conditions.put(
                        draft.id(),
                        when.stream()
                                .flatMap(text -> compiler
                                        .requirement(
                                                new Expression(text.value(), text.source()),
                                                draft.view(),
                                                reading.findings())
                                        .stream())
                                .toList());
            }
        }
        return new Tile.Who(roles, conditions);
    }

    private void checkRole(Placed<String> written) {
        var pattern = new RolePattern(written.value());
        if (!pattern.wild()) {
            known.roles().require(written, reading);
        }
    }
}
