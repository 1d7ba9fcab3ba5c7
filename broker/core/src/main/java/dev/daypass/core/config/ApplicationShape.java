package dev.daypass.core.config;

import dev.daypass.core.application.GrantType;
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
import dev.daypass.core.keys.SigningAlgorithm;
import dev.daypass.core.source.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys of what stands in {@code apps/}: an OAuth client has its own, a link has those of its tile alone. */
final class ApplicationShape {
    static final Key<String> TYPE = Key.required(
            "type",
            Scalars.word(new Scalars.Word<>("oauth", "oauth"), new Scalars.Word<>("link", "link")),
            "`oauth`: an OAuth client; `link`: a page that people open from the portal, and no more.",
            "oauth");
    static final Key<Fields> AUTHENTICATION = Key.required(
            "authentication",
            ClientAuthenticationReader.SHAPE,
            "How the client proves that it is itself.",
            "{ method: client_secret_basic, secret: \"${env:SHOP_SECRET}\" }");
    static final Key<List<Placed<GrantType>>> GRANTS = Key.required(
            "grants",
            Many.list(Scalars.words(GrantType.values(), GrantType::word)),
            "The grants it may use at the token endpoint.",
            "[token-exchange, refresh-token]");
    static final Key<List<Placed<String>>> PROVIDERS = Key.optional(
                    "providers",
                    Many.list(Scalars.text()),
                    "Identity providers whose proofs it may bring.",
                    "[corp-saml, corp-oidc]")
            .otherwise(List.of());
    static final Key<List<Placed<SubjectTokenType>>> TOKEN_TYPES = Key.optional(
                    "subjectTokenTypes",
                    Many.list(Scalars.words(SubjectTokenType.values(), SubjectTokenType::word)),
                    "Kinds of token it may exchange.",
                    "[saml2, id_token]")
            .otherwise(List.of());
    static final Key<List<Placed<String>>> ROLES = Key.required(
            "roles",
            Many.list(Names.rolePattern()),
            "Roles that its sessions may have.",
            "[prod/ReadOnly, \"prod/Team-*\"]");
    static final Key<List<Placed<String>>> AUDIENCES = Key.optional(
                    "audiences",
                    Many.list(Scalars.text()),
                    "Resource services, beside the broker itself, that its tokens may be for.",
                    "[https://api.example.com]")
            .otherwise(List.of());
    static final Key<Placed<String>> AUDIENCE = Key.optional(
            "audience",
            Scalars.placed(Scalars.text()),
            "Its identity as a service: it may look at, ask about and exchange tokens of others that are made for it.",
            "https://api.example.com");
    static final Key<Placed<String>> SERVICE = Key.optional(
            "service",
            Scalars.placed(Scalars.text()),
            "The service principal that client credentials stand for.",
            "reports.corp.internal");
    static final Key<TokenPolicy.DpopUse> DPOP = Key.optional(
                    "dpop",
                    Scalars.word(
                            new Scalars.Word<>("optional", TokenPolicy.DpopUse.OPTIONAL),
                            new Scalars.Word<>("required", TokenPolicy.DpopUse.REQUIRED)),
                    "Whether it must bind its tokens to a DPoP key; left out: optional.",
                    "required")
            .otherwise(TokenPolicy.DpopUse.OPTIONAL);
    static final Key<Boolean> MTLS_BOUND = Key.optional(
                    "mtlsBound", Scalars.flag(), "Whether its tokens are bound to its client certificate.", "true")
            .otherwise(false);
    static final Key<SigningAlgorithm> ALGORITHM = Key.optional(
                    "algorithm",
                    Scalars.words(SigningAlgorithm.values(), SigningAlgorithm::joseName),
                    "What signs its tokens; left out: ES256.",
                    "EdDSA")
            .otherwise(SigningAlgorithm.ES256);
    static final Key<Boolean> ENABLED = Key.optional(
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
            return JsonSchema.anyOf(List.of(OAUTH.schema(TYPE, "oauth"), LINK.schema(TYPE, "link")));
        }
    }

    private ApplicationShape() {}

    /** Whether it is a page that people open, and no more. */
    static boolean isLink(Fields fields) {
        return fields.get(TYPE).filter("link"::equals).isPresent();
    }
}
