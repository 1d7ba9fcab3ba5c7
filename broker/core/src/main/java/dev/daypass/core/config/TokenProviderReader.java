package dev.daypass.core.config;

import dev.daypass.core.config.form.Fields;
import dev.daypass.core.config.form.Guarded;
import dev.daypass.core.config.form.Key;
import dev.daypass.core.config.form.Many;
import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Quantities;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.config.form.Scalars;
import dev.daypass.core.config.form.Shape;
import dev.daypass.core.provider.ProviderSettings;
import dev.daypass.core.provider.TokenSettings;
import dev.daypass.core.source.Node;
import dev.daypass.core.source.Suggestions;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what is particular to {@code type: oidc} and {@code type: jwt}. */
final class TokenProviderReader {
    private static final Duration REFRESH = Duration.ofMinutes(15);
    private static final Duration MAX_STALE = Duration.ofHours(12);
    private static final Duration MAX_LIFETIME = Duration.ofHours(24);
    private static final List<String> ALGORITHMS_KNOWN =
            List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");
    private static final Set<String> ALGORITHMS_WEAK = Set.of("none", "HS256", "HS384", "HS512");

    static final Key<Placed<String>> ISSUER = Key.required(
            "issuer",
            Scalars.placed(Scalars.text()),
            "The exact `iss` of its tokens, an https address.",
            "https://idp.example.com");
    private static final Key<List<Placed<String>>> AUDIENCES = Key.optional(
            "audiences",
            Many.list(Scalars.text()),
            "Of which a token must name one; left out: the client id.",
            "[daypass]");
    private static final Shape JWKS_SHAPE =
            Shape.of("`jwks`", LocationReader.LOCATION, LocationReader.REFRESH, LocationReader.MAX_STALE);
    static final Key<Node> JWKS = Key.optional(
            "jwks",
            LocationReader.form(JWKS_SHAPE),
            "The signing keys: an https address, a file, or `{ location: …, refresh: … }`; left out: by discovery.",
            "https://idp.example.com/jwks");
    private static final Key<List<Placed<String>>> ALGORITHMS = Key.optional(
                    "algorithms",
                    Many.list(Scalars.text()),
                    "Accepted signature algorithms; left out: RS256, PS256 and ES256.",
                    "[RS256, ES256]")
            .otherwise(List.of());
    private static final Key<List<Placed<String>>> TYPES = Key.optional(
                    "types",
                    Many.list(Scalars.text()),
                    "Accepted `typ` headers; a token without one counts as `JWT`; left out: JWT.",
                    "[JWT, at+jwt]")
            .otherwise(List.of());
    private static final Key<Map<Placed<String>, String>> REQUIRED_CLAIMS = Key.optional(
                    "requiredClaims",
                    Many.map(Scalars.text()),
                    "Claims, and the exact values, that every token must carry.",
                    "{ tid: 5a7f0e0c-0000-4000-8000-000000000000 }")
            .otherwise(Map.of());
    private static final Key<Duration> LIFETIME = Key.optional(
                    "maxLifetime",
                    Quantities.duration(Duration.ofMinutes(1), Duration.ofDays(366)),
                    "The longest accepted time from `iat` to `exp`; left out: 24h.",
                    "1h")
            .otherwise(MAX_LIFETIME);

    static final Shape JWT_SHAPE = ProviderShape.VOUCHING.with(
            "a JWT issuer", ISSUER, AUDIENCES, JWKS, ALGORITHMS, TYPES, REQUIRED_CLAIMS, LIFETIME);
    static final Shape OIDC_SHAPE = OpenIdClientReader.added("an OpenID provider", JWT_SHAPE);

    private final Reading reading;
    private final LocationReader locations;
    private final OpenIdClientReader clients;

    TokenProviderReader(Reading reading, LocationReader locations) {
        this.reading = reading;
        this.locations = locations;
        this.clients = new OpenIdClientReader(reading);
    }

    Optional<TokenSettings> read(ProviderSettings.Kind kind, Fields fields) {
        Optional<String> issuer = fields.get(ISSUER).flatMap(this::issuer);
        Optional<TokenSettings.Client> client =
                kind == ProviderSettings.Kind.OIDC ? clients.read(fields) : Optional.empty();
        Set<String> audiences = audiences(kind, fields, client.map(TokenSettings.Client::id));
        Set<String> algorithms = algorithms(fields.orFallback(ALGORITHMS));
        Optional<TokenSettings.KeySource> keys = keys(fields);
        if (issuer.isEmpty() || keys.isEmpty()) {
            return Optional.empty();
        }
        var claims = new LinkedHashMap<String, String>();
        fields.orFallback(REQUIRED_CLAIMS).forEach((name, value) -> claims.put(name.value(), value));
        var checks = new TokenSettings.Checks(
                algorithms,
                types(fields.orFallback(TYPES)),
                claims,
                fields.orFallback(ProviderShape.CLOCK_SKEW),
                fields.orFallback(LIFETIME),
                fields.get(ProviderShape.MAX_AGE));
        return Optional.of(new TokenSettings(kind, issuer.get(), audiences, keys.get(), checks, client));
    }

    /** The issuer stays letter for letter as written: {@code iss} is compared exactly. */
    private Optional<String> issuer(Placed<String> text) {
        var node = new Node.Scalar(text.source(), text.value(), Node.ScalarType.TEXT);
        return Guarded.httpUri(text.value(), node, reading).map(uri -> text.value());
    }

    private Set<String> audiences(ProviderSettings.Kind kind, Fields fields, Optional<String> clientId) {
        List<Placed<String>> written = fields.get(AUDIENCES).orElseGet(List::of);
        boolean given = fields.has(AUDIENCES);
        if (written.isEmpty() && (given || kind == ProviderSettings.Kind.JWT)) {
            reading.error(
                    "missing-audience",
                    fields.source(AUDIENCES),
                    "without an audience a token made for anybody would do",
                    "add `audiences: [NAME]`, and have tokens asked for with that name");
        }
        var audiences = new LinkedHashSet<String>();
        written.forEach(audience -> audiences.add(audience.value()));
        if (!given) {
            clientId.ifPresent(audiences::add);
        }
        return audiences;
    }

    private Set<String> algorithms(List<Placed<String>> written) {
        var algorithms = new LinkedHashSet<String>();
        for (Placed<String> algorithm : written) {
            if (ALGORITHMS_WEAK.contains(algorithm.value())) {
                reading.error(
                        "weak-algorithm",
                        algorithm.source(),
                        "`" + algorithm.value() + "` proves nothing about who signed",
                        "use one with a public key: " + String.join(", ", ALGORITHMS_KNOWN));
            } else if (!ALGORITHMS_KNOWN.contains(algorithm.value())) {
                reading.error(
                        "unknown-algorithm",
                        algorithm.source(),
                        "`" + algorithm.value() + "` is not a signature algorithm that is accepted",
                        Suggestions.cure(algorithm.value(), ALGORITHMS_KNOWN));
            } else {
                algorithms.add(algorithm.value());
            }
        }
        return algorithms.isEmpty() ? Set.of("RS256", "PS256", "ES256") : algorithms;
    }

    private static Set<String> types(List<Placed<String>> written) {
        var types = new LinkedHashSet<String>();
        for (Placed<String> type : written) {
            String lower = type.value().toLowerCase(Locale.ROOT);
            types.add(lower.startsWith("application/") ? lower.substring("application/".length()) : lower);
        }
        return types.isEmpty() ? Set.of("jwt") : types;
    }

    private Optional<TokenSettings.KeySource> keys(Fields fields) {
        if (!fields.has(JWKS)) {
            return Optional.of(new TokenSettings.KeySource(Optional.empty(), REFRESH, MAX_STALE));
        }
        return fields.get(JWKS).flatMap(this::keySource);
    }

    private Optional<TokenSettings.KeySource> keySource(Node node) {
        if (node instanceof Node.Scalar scalar) {
            Optional<URI> uri = locations.resolve(new Placed<>(scalar.text(), scalar.source()));
            return uri.map(found -> new TokenSettings.KeySource(Optional.of(found), REFRESH, MAX_STALE));
        }
        // Its keys have been judged with the provider's; here they are only picked up.
        return JWKS_SHAPE.read(node, reading.quiet()).flatMap(fields -> fields.get(LocationReader.LOCATION)
                .flatMap(locations::resolve)
                .map(uri -> new TokenSettings.KeySource(
                        Optional.of(uri),
                        fields.get(LocationReader.REFRESH).orElse(REFRESH),
                        fields.get(LocationReader.MAX_STALE).orElse(MAX_STALE))));
    }
}
