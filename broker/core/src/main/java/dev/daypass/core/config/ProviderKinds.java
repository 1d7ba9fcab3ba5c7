package dev.daypass.core.config;

import dev.daypass.core.config.form.Fields;
import dev.daypass.core.config.form.JsonSchema;
import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.config.form.Shape;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.ProviderSettings;
import dev.daypass.core.rules.AttributeMapping;
import dev.daypass.core.rules.ProviderView;
import dev.daypass.core.rules.Requirement;
import dev.daypass.core.source.Source;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What differs between the kinds of provider: the keys, what is made of them, and how far proofs are trusted. */
final class ProviderKinds {
    private final Reading reading;
    private final SamlProviderReader saml;
    private final TokenProviderReader tokens;
    private final DirectoryProviderReader directories;

    ProviderKinds(Reading reading, LocationReader locations) {
        this.reading = reading;
        this.saml = new SamlProviderReader(reading, locations);
        this.tokens = new TokenProviderReader(reading, locations);
        this.directories = new DirectoryProviderReader(reading, locations);
    }

    static JsonSchema schema() {
        JsonSchema one = JsonSchema.anyOf(List.of(
                SamlProviderReader.SHAPE.schema(ProviderShape.TYPE, "saml"),
                TokenProviderReader.OIDC_SHAPE.schema(ProviderShape.TYPE, "oidc"),
                TokenProviderReader.JWT_SHAPE.schema(ProviderShape.TYPE, "jwt"),
                DirectoryProviderReader.SHAPE.schema(ProviderShape.TYPE, "directory")));
        return JsonSchema.map(Names.PROVIDER, one);
    }

    static Shape shape(ProviderSettings.Kind kind) {
        return switch (kind) {
            case SAML -> SamlProviderReader.SHAPE;
            case OIDC -> TokenProviderReader.OIDC_SHAPE;
            case JWT -> TokenProviderReader.JWT_SHAPE;
            case DIRECTORY -> DirectoryProviderReader.SHAPE;
        };
    }

    Optional<? extends ProviderSettings> settings(ProviderSettings.Kind kind, Fields fields) {
        return switch (kind) {
            case SAML -> saml.read(fields);
            case OIDC, JWT -> tokens.read(kind, fields);
            case DIRECTORY -> directories.read(fields);
        };
    }

    /** Where its metadata, key set or issuer is named. */
    static Source origin(ProviderSettings.Kind kind, Fields fields) {
        return switch (kind) {
            case SAML -> fields.source(SamlProviderReader.METADATA);
            case OIDC, JWT ->
                fields.source(
                        fields.has(TokenProviderReader.JWKS) ? TokenProviderReader.JWKS : TokenProviderReader.ISSUER);
            case DIRECTORY -> fields.source(DirectoryConnectionReader.URLS);
        };
    }

    /** What rules may know of a provider, and how far they may trust it. */
    static ProviderView view(
            ProviderSettings.Kind kind,
            Optional<AttributeMapping> mapping,
            Optional<Requirement> require,
            Set<String> names) {
        if (mapping.isEmpty()) {
            return ProviderView.named(names);
        }
        return switch (kind) {
            case SAML -> ProviderView.trusted(mapping.get(), require);
            case OIDC, JWT -> ProviderView.passingOn(mapping.get(), require, ProviderView.unprovenOpenIdClaims());
            case DIRECTORY ->
                ProviderView.passingOn(mapping.get(), require, ProviderView.selfWritableDirectoryAttributes());
        };
    }

    /** How often one proof serves. */
    Provider.ReplayScope replay(ProviderSettings.Kind kind, Fields fields) {
        Optional<Placed<Provider.ReplayScope>> written = fields.get(ProviderShape.REPLAY);
        boolean saml = kind == ProviderSettings.Kind.SAML;
        if (saml
                && written.map(Placed::value)
                        .filter(Provider.ReplayScope.REUSABLE::equals)
                        .isPresent()) {
            reading.error(
                    "reusable-saml",
                    written.get().source(),
                    "a SAML Response is never reusable (SAML Profiles 4.1.4.5)",
                    "write `once`, or `per-role` for tools that fan one Response out");
        }
        if (kind == ProviderSettings.Kind.DIRECTORY) {
            written.filter(scope -> scope.value() != Provider.ReplayScope.ONCE)
                    .ifPresent(scope -> reading.error(
                            "reusable-ticket",
                            scope.source(),
                            "a Kerberos ticket is shown once, and a password may be shown again anyway (security K02)",
                            "leave `replay` out"));
            return Provider.ReplayScope.ONCE;
        }
        return written.map(Placed::value).orElse(saml ? Provider.ReplayScope.ONCE : Provider.ReplayScope.REUSABLE);
    }
}
