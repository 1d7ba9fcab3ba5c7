package dev.daypass.core.config;

import dev.daypass.core.config.form.Form;
import dev.daypass.core.config.form.JsonSchema;
import dev.daypass.core.config.form.Key;
import dev.daypass.core.config.form.Many;
import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Quantities;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.config.form.Scalars;
import dev.daypass.core.config.form.Shape;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.ProviderSettings;
import dev.daypass.core.source.Node;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys that providers of every type have. */
final class ProviderShape {
    static final Key<ProviderSettings.Kind> TYPE = Key.required(
            "type",
            Scalars.word(
                    new Scalars.Word<>("saml", ProviderSettings.Kind.SAML),
                    new Scalars.Word<>("oidc", ProviderSettings.Kind.OIDC),
                    new Scalars.Word<>("jwt", ProviderSettings.Kind.JWT),
                    new Scalars.Word<>("directory", ProviderSettings.Kind.DIRECTORY)),
            "`saml`: a SAML 2.0 identity provider; `oidc`: an OpenID provider; `jwt`: a bare issuer of JWTs; `directory`: Active Directory"
                    + " or another LDAP directory.",
            "saml");
    static final Key<Boolean> ENABLED = Key.optional(
                    "enabled", Scalars.flag(), "A disabled provider is refused at every entrance.", "false")
            .otherwise(true);
    static final Key<Map<Placed<String>, Placed<String>>> ATTRIBUTES = Key.optional(
                    "attributes",
                    Many.named(
                            "[A-Za-z_][A-Za-z0-9_]{0,63}",
                            "bad-attribute-name",
                            "begin with a letter and use letters, digits and _ only: rules write it as `user.NAME`",
                            Scalars.placed(Scalars.text())),
                    "What rules know as `user.NAME`: a CEL expression over what the provider sends.",
                    "{ groups: 'attrs(\"groups\")' }")
            .otherwise(Map.of());
    static final Key<Placed<String>> REQUIRE = Key.optional(
            "require",
            Scalars.placed(Scalars.text()),
            "A CEL condition that every identity of the provider must fulfil.",
            "user.email.endsWith(\"@corp.example.com\")");
    static final Key<Placed<Provider.ReplayScope>> REPLAY = Key.optional(
            "replay",
            placed(Scalars.word(
                    new Scalars.Word<>("once", Provider.ReplayScope.ONCE),
                    new Scalars.Word<>("per-role", Provider.ReplayScope.PER_ROLE),
                    new Scalars.Word<>("reusable", Provider.ReplayScope.REUSABLE))),
            "How often one proof may be used: `once` (the default for SAML), once `per-role`, or `reusable` until it"
                    + " expires (the default for tokens).",
            "per-role");
    static final Key<List<Placed<String>>> BLOCKED = Key.optional(
                    "blockedSubjects",
                    Many.list(Scalars.text()),
                    "Subjects refused although the provider vouches for them.",
                    "[mallory@corp.example.com]")
            .otherwise(List.of());
    static final Key<Duration> CLOCK_SKEW = Key.optional(
                    "clockSkew",
                    Quantities.duration(Duration.ZERO, Duration.ofMinutes(5)),
                    "How far the clocks may differ, at most 5m.",
                    "60s")
            .otherwise(Duration.ofSeconds(60));
    static final Key<Duration> MAX_AGE = Key.optional(
            "maxAuthenticationAge",
            Quantities.duration(Duration.ofMinutes(1), Duration.ofDays(30)),
            "How long ago the subject may have authenticated.",
            "12h");

    /** The shape that every type's own begins with. */
    static final Shape COMMON = Shape.of(
            "a provider",
            TYPE,
            ENABLED,
            ListingReader.LABEL,
            ListingReader.DOMAINS,
            ListingReader.HIDDEN,
            ATTRIBUTES,
            REQUIRE,
            REPLAY,
            BLOCKED,
            CLOCK_SKEW,
            MAX_AGE);

    /** The shape of those that vouch for people with assertions or tokens: a directory may tell more of them. */
    static final Shape VOUCHING = COMMON.with("a provider", EnrichmentReader.ENRICH);

    private ProviderShape() {}

    /** A value with its place. */
    static <T> Form<Placed<T>> placed(Form<T> form) {
        return new Form<>() {
            @Override
            public Optional<Placed<T>> read(Node node, Reading reading) {
                return form.read(node, reading).map(value -> new Placed<>(value, node.source()));
            }

            @Override
            public JsonSchema schema() {
                return form.schema();
            }
        };
    }
}
