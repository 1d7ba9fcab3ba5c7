package dev.daypass.core.config;

import dev.daypass.core.application.Application;
import dev.daypass.core.application.ClientAuthentication;
import dev.daypass.core.application.GrantType;
import dev.daypass.core.application.Permitted;
import dev.daypass.core.application.RolePattern;
import dev.daypass.core.application.SubjectTokenType;
import dev.daypass.core.application.TokenPolicy;
import dev.daypass.core.config.form.Fields;
import dev.daypass.core.config.form.Form;
import dev.daypass.core.config.form.JsonSchema;
import dev.daypass.core.config.form.Key;
import dev.daypass.core.config.form.Many;
import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.config.form.Scalars;
import dev.daypass.core.config.form.Shape;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.keys.SigningAlgorithm;
import dev.daypass.core.source.Node;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads {@code apps/}: OAuth clients, and links that people see in the portal. */
final class ApplicationReader {
    private static final Key<String> TYPE = Key.required(
            "type",
            Scalars.word(new Scalars.Word<>("oauth", "oauth"), new Scalars.Word<>("link", "link")),
            "`oauth`: an OAuth client; `link`: a page that people open from the portal, and no more.",
            "oauth");
    private static final Key<Fields> AUTHENTICATION = Key.required(
            "authentication",
            ClientAuthenticationReader.SHAPE,
            "How the client proves that it is itself.",
            "{ method: client_secret_basic, secret: \"${env:SHOP_SECRET}\" }");
    private static final Key<List<Placed<GrantType>>> GRANTS = Key.required(
            "grants",
            Many.list(Scalars.words(GrantType.values(), GrantType::word)),
            "The grants it may use at the token endpoint.",
            "[token-exchange, refresh-token]");
    private static final Key<List<Placed<String>>> PROVIDERS = Key.optional(
                    "providers",
                    Many.list(Scalars.text()),
                    "Identity providers whose proofs it may bring.",
                    "[corp-saml, corp-oidc]")
            .otherwise(List.of());
    private static final Key<List<Placed<SubjectTokenType>>> TOKEN_TYPES = Key.optional(
                    "subjectTokenTypes",
                    Many.list(Scalars.words(SubjectTokenType.values(), SubjectTokenType::word)),
                    "Kinds of token it may exchange.",
                    "[saml2, id_token]")
            .otherwise(List.of());
    private static final Key<List<Placed<String>>> ROLES = Key.required(
            "roles",
            Many.list(Names.rolePattern()),
            "Roles that its sessions may have.",
            "[prod/ReadOnly, \"prod/Team-*\"]");
    private static final Key<List<Placed<String>>> AUDIENCES = Key.optional(
                    "audiences",
                    Many.list(Scalars.text()),
                    "Resource services, beside the broker itself, that its tokens may be for.",
                    "[https://api.example.com]")
            .otherwise(List.of());
    private static final Key<Placed<String>> AUDIENCE = Key.optional(
            "audience",
            Scalars.placed(Scalars.text()),
            "Its identity as a service: it may look at, ask about and exchange tokens of others that are made for it.",
            "https://api.example.com");
    private static final Key<Placed<String>> SERVICE = Key.optional(
            "service",
            Scalars.placed(Scalars.text()),
            "The service principal that client credentials stand for.",
            "reports.corp.internal");
    private static final Key<TokenPolicy.DpopUse> DPOP = Key.optional(
                    "dpop",
                    Scalars.word(
                            new Scalars.Word<>("optional", TokenPolicy.DpopUse.OPTIONAL),
                            new Scalars.Word<>("required", TokenPolicy.DpopUse.REQUIRED)),
                    "Whether it must bind its tokens to a DPoP key; left out: optional.",
                    "required")
            .otherwise(TokenPolicy.DpopUse.OPTIONAL);
    private static final Key<Boolean> MTLS_BOUND = Key.optional(
                    "mtlsBound", Scalars.flag(), "Whether its tokens are bound to its client certificate.", "true")
            .otherwise(false);
    private static final Key<SigningAlgorithm> ALGORITHM = Key.optional(
                    "algorithm",
                    Scalars.words(SigningAlgorithm.values(), SigningAlgorithm::joseName),
                    "What signs its tokens; left out: ES256.",
                    "EdDSA")
            .otherwise(SigningAlgorithm.ES256);
    private static final Key<Boolean> ENABLED = Key.optional(
                    "enabled", Scalars.flag(), "A disabled application is refused.", "false")
            .otherwise(true);

    private static final Shape OAUTH = Shape.of(
            "an application",
            TYPE,
            AUTHENTICATION,
            GRANTS,
            PROVIDERS,
            TOKEN_TYPES,
            ROLES,
            AUDIENCES,
            AUDIENCE,
            SERVICE,
            DPOP,
            MTLS_BOUND,
            ALGORITHM,
            ENABLED,
            TileReader.LABEL,
            TileReader.DESCRIPTION,
            TileReader.LAUNCH,
            TileReader.SITE,
            TileReader.CONSOLE,
            TileReader.WHO);
    private static final Shape LINK = Shape.of(
            "a link",
            TYPE,
            ENABLED,
            TileReader.LABEL,
            TileReader.DESCRIPTION,
            TileReader.LAUNCH,
            TileReader.SITE,
            TileReader.CONSOLE,
            TileReader.WHO);

    static final Form<Map<Placed<String>, Fields>> FORM = Many.named(
            Names.PROVIDER,
            "bad-name",
            "use up to 128 letters, digits, dots, hyphens and _, with a letter or digit at both ends",
            new ByType());

    /** Which keys an application has depends on its type. */
    private static final class ByType implements Form<Fields> {
        @Override
        public Optional<Fields> read(Node node, Reading reading) {
            return (isLink(node) ? LINK : OAUTH).read(node, reading);
        }

        private static boolean isLink(Node node) {
            return node instanceof Node.Mapping mapping
                    && mapping.get(TYPE.name())
                            .filter(type -> type instanceof Node.Scalar scalar
                                    && scalar.text().equals("link"))
                            .isPresent();
        }

        @Override
        public JsonSchema schema() {
            return JsonSchema.anyOf(
                    List.of(ProviderReader.typed(OAUTH, TYPE, "oauth"), ProviderReader.typed(LINK, TYPE, "link")));
        }
    }

    private final Reading reading;
    private final ClientAuthenticationReader authentications;
    private final ApplicationReferences known;
    private final Registry<Application> applications;
    private final TileReader tiles;

    ApplicationReader(
            Reading reading,
            ClientAuthenticationReader authentications,
            ApplicationReferences known,
            Registry<Application> applications,
            TileReader tiles) {
        this.reading = reading;
        this.authentications = authentications;
        this.known = known;
        this.applications = applications;
        this.tiles = tiles;
    }

    void read(Map<Placed<String>, Fields> written) {
        written.forEach((name, fields) -> {
            if (applications.declare(name, reading)) {
                tiles.read(name, fields, audience(name, fields), fields.orFallback(ENABLED));
                if (fields.get(TYPE).filter("link"::equals).isPresent()) {
                    checkOpens(name, fields);
                } else {
                    application(name, fields).ifPresent(application -> applications.put(name.value(), application));
                }
            }
        });
    }

    /** A service that is not named otherwise is the host of its console. */
    private static String audience(Placed<String> name, Fields fields) {
        return fields.get(AUDIENCE)
                .map(Placed::value)
                .or(() -> fields.get(TileReader.CONSOLE)
                        .map(console -> console.value().getScheme() + "://"
                                + console.value().getRawAuthority()))
                .orElse(name.value());
    }

    private void checkOpens(Placed<String> name, Fields fields) {
        if (!fields.has(TileReader.LAUNCH) && !fields.has(TileReader.SITE) && !fields.has(TileReader.CONSOLE)) {
            reading.error(
                    "missing-key",
                    name.source(),
                    "a link needs the key `launch`, `site` or `console`",
                    "add it, for example `launch: " + TileReader.LAUNCH.example() + "`");
        }
    }

    private Optional<Application> application(Placed<String> name, Fields fields) {
        known.providers(fields.orFallback(PROVIDERS));
        fields.get(ROLES).ifPresent(known::roles);
        fields.get(SERVICE).ifPresent(known::service);
        Optional<ClientAuthentication> authentication =
                fields.get(AUTHENTICATION).flatMap(authentications::read);
        if (authentication.isEmpty()) {
            return Optional.empty();
        }
        var application = new Application(
                name.value(),
                fields.orFallback(ENABLED),
                authentication.get(),
                permitted(fields),
                fields.get(AUDIENCE).map(Placed::value),
                fields.get(SERVICE).map(Placed::value),
                new TokenPolicy(
                        fields.orFallback(DPOP),
                        fields.orFallback(MTLS_BOUND)
                                ? TokenPolicy.CertificateUse.BOUND
                                : TokenPolicy.CertificateUse.UNBOUND,
                        fields.orFallback(ALGORITHM)));
        checkGrants(application, fields);
        checkDirectories(application, fields);
        checkAudiences(fields.orFallback(AUDIENCES));
        fields.get(AUDIENCE).ifPresent(this::checkIdentity);
        checkReach(application, fields);
        return Optional.of(application);
    }

    private static Permitted permitted(Fields fields) {
        return new Permitted(
                values(fields.get(GRANTS).orElseGet(List::of), Function.identity()),
                values(fields.orFallback(PROVIDERS), ProviderId::new),
                values(fields.orFallback(TOKEN_TYPES), Function.identity()),
                fields.get(ROLES).orElseGet(List::of).stream()
                        .map(pattern -> new RolePattern(pattern.value()))
                        .toList(),
                values(fields.orFallback(AUDIENCES), Function.identity()));
    }

    private static <T, R> Set<R> values(List<Placed<T>> written, Function<T, R> change) {
        return written.stream()
                .map(placed -> change.apply(placed.value()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void checkGrants(Application application, Fields fields) {
        boolean asItself = application.permitted().grants().contains(GrantType.CLIENT_CREDENTIALS);
        if (asItself && application.isPublic()) {
            reading.error(
                    "public-client-credentials",
                    fields.source(GRANTS),
                    "a client without authentication has no credentials to use (RFC 6749 section 4.4)",
                    "give it an authentication method, or take `client-credentials` away");
        }
        if (asItself && !fields.has(SERVICE)) {
            reading.error(
                    "missing-key",
                    fields.source(GRANTS),
                    "the grant `client-credentials` needs the key `service`",
                    "name the service principal that the client acts as, for example `service: reports.corp.internal`");
        }
        if (!asItself && fields.has(SERVICE)) {
            reading.warning(
                    "unused-service",
                    fields.source(SERVICE),
                    "the service is used by the grant `client-credentials` only",
                    "add the grant, or remove `service`");
        }
        boolean exchanges = application.permitted().grants().contains(GrantType.TOKEN_EXCHANGE);
        if (exchanges && application.permitted().subjectTokenTypes().isEmpty()) {
            reading.warning(
                    "exchanges-nothing",
                    fields.source(GRANTS),
                    "the grant `token-exchange` is of no use without `subjectTokenTypes`",
                    "list the kinds of token it may exchange, for example `subjectTokenTypes: [saml2]`");
        }
    }

    /** A client that may bring passwords or tickets needs somebody to show them to. */
    private void checkDirectories(Application application, Fields fields) {
        List<Placed<String>> providers = fields.orFallback(PROVIDERS);
        if (application.permitted().grants().contains(GrantType.DIRECTORY)
                && known.lackDirectory(providers, directory -> true)) {
            reading.error(
                    "missing-directory",
                    fields.source(GRANTS),
                    "the grant `directory` needs a provider of `type: directory`",
                    "name one in `providers`, or take the grant away");
        }
        if (application.permitted().subjectTokenTypes().contains(SubjectTokenType.KERBEROS)
                && known.lackDirectory(
                        providers, directory -> directory.kerberos().isPresent())) {
            reading.error(
                    "missing-directory",
                    fields.source(TOKEN_TYPES),
                    "the token type `kerberos` needs a provider of `type: directory` with the key `kerberos`",
                    "name one in `providers`, or take the token type away");
        }
    }

    private void checkAudiences(List<Placed<String>> audiences) {
        for (Placed<String> audience : audiences) {
            if (audience.value().contains("*")) {
                reading.error(
                        "audience-wildcard",
                        audience.source(),
                        "`" + audience.value() + "` is compared letter for letter, a star too",
                        "list each audience");
            }
        }
    }

    /** One service, one name: what is made for another must not be this one's. */
    private void checkIdentity(Placed<String> audience) {
        checkAudiences(List.of(audience));
        if (known.isIssuer(audience.value())) {
            reading.error(
                    "audience-is-issuer",
                    audience.source(),
                    "`" + audience.value() + "` is the broker itself, and no client is the broker",
                    "name the service, for example `audience: https://api.example.com`");
        }
        if (applications.all().stream().anyMatch(other -> other.audience().equals(Optional.of(audience.value())))) {
            reading.error(
                    "duplicate-audience",
                    audience.source(),
                    "another application is `" + audience.value() + "` already",
                    "give each service an audience of its own, or let one application stand for it");
        }
    }

    /** Whoever finds a proof may use a public client, so what it reaches should be said role by role. */
    private void checkReach(Application application, Fields fields) {
        boolean wild = application.permitted().roles().stream().anyMatch(RolePattern::wild);
        if (application.isPublic() && wild) {
            reading.securityWarning(
                    "public-wildcard",
                    fields.source(ROLES),
                    "anybody can pretend to be this client, and it may use every role that a pattern fits",
                    "list its roles one by one");
        }
    }
}
