package dev.daypass.core.config;

import dev.daypass.core.application.ForwardedSite;
import dev.daypass.core.config.form.Fields;
import dev.daypass.core.config.form.Guarded;
import dev.daypass.core.config.form.Key;
import dev.daypass.core.config.form.Many;
import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.config.form.Scalars;
import dev.daypass.core.config.form.Shape;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.snapshot.Contact;
import dev.daypass.core.source.Node;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code daypass.yaml}. */
final class BrokerReader {
    private static final int SHORTEST_TOKEN = 32;

    private static final Key<Secret> ENCRYPTION_KEY = Key.optional(
            "encryptionKey",
            Guarded.secret(),
            "32 bytes in base64 that wrap the master keys in the store; left out: the broker keeps one in a file.",
            "\"${env:DAYPASS_ENCRYPTION_KEY}\"");
    private static final Key<String> AUDIT_DIRECTORY =
            Key.optional("directory", Scalars.text(), "Where audit files go, beside the database.", "./data/audit");
    private static final Key<Secret> TOKEN = Key.optional(
            "token",
            Guarded.secret(),
            "Bearer token of the admin API, at least 32 characters; left out: the API refuses everybody.",
            "\"${env:DAYPASS_ADMIN_TOKEN}\"");

    private static final Key<URI> ISSUER = Key.required(
            "issuer",
            Guarded.httpUri(),
            "The public base URL; http for loopback only.",
            "https://broker.corp.example.com");
    private static final Key<BrokerSettings.Listener> LISTEN = Key.required(
            "listen",
            ListenerReader.FORM,
            "Where applications, browsers and the STS come in.",
            "{ host: 127.0.0.1, port: 8443 }");
    private static final Key<BrokerSettings.Listener> MANAGEMENT = Key.optional(
            "management",
            ListenerReader.FORM,
            "Where health, metrics and the admin API listen; left out: on the main listener.",
            "{ host: 127.0.0.1, port: 9443 }");
    private static final Key<BrokerSettings.Store> STORE =
            Key.required("store", new StoreForm(), "The database.", "jdbc:h2:file:./data/daypass");
    private static final Key<Map<Placed<String>, AccountReader.Draft>> ACCOUNTS = Key.required(
            "accounts",
            AccountReader.FORM,
            "Owners of roles, users and policies, by twelve-digit id.",
            "{ \"111122223333\": { alias: prod } }");
    private static final Key<String> PARTITION = Key.optional(
                    "partition",
                    Scalars.word(new Scalars.Word<>("daypass", "daypass"), new Scalars.Word<>("aws", "aws")),
                    "Second part of every ARN: `daypass` or `aws`.",
                    "aws")
            .otherwise("daypass");
    private static final Key<Fields> KEYS = Key.optional(
            "keys",
            Shape.of("`keys`", ENCRYPTION_KEY),
            "How the broker's keys are kept.",
            "{ encryptionKey: \"${env:DAYPASS_ENCRYPTION_KEY}\" }");
    private static final Key<Fields> AUDIT = Key.optional(
            "audit",
            Shape.of("`audit`", AUDIT_DIRECTORY),
            "Where the audit goes beside the database.",
            "{ directory: ./data/audit }");
    private static final Key<Fields> ADMIN = Key.optional(
            "admin", Shape.of("`admin`", TOKEN), "The admin API.", "{ token: \"${env:DAYPASS_ADMIN_TOKEN}\" }");
    private static final Key<Fields> LIMITS = Key.optional(
            "limits",
            LimitsReader.SHAPE,
            "How much a request may bring, and how large policies may be.",
            "{ body: 64KiB }");
    private static final Key<List<Placed<String>>> PROXIES = Key.optional(
            "trustedProxies",
            Many.list(Scalars.matching(
                    "not-an-address-block",
                    "(?:[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*)(?:/[0-9]{1,3})?",
                    "an address block",
                    "write an IP address or a CIDR block, such as `10.0.0.0/8`")),
            "Address blocks whose X-Forwarded-For and X-Forwarded-Proto are believed.",
            "[10.0.0.0/8]");
    private static final Key<Map<Placed<String>, SiteReader.Draft>> FORWARD_AUTH = Key.optional(
            "forwardAuth",
            SiteReader.FORM,
            "Web sites, by host, whose proxy asks `/forward-auth` about every request.",
            "{ wiki.corp.example.com: {} }");
    private static final Key<Fields> BROWSER = Key.optional(
            "browser",
            BrowserReader.SHAPE,
            "How long people stay signed in with their browsers.",
            "{ idle: 30m, absolute: 12h }");
    private static final Key<Fields> SIGN_INS = Key.optional(
            "recordSignIns",
            SignInsReader.SHAPE,
            "Which sign-ins are kept, sealed, for the access explainer and the rule tester.",
            "{ keep: 30d }");
    private static final Key<Contact> CONTACT = Key.optional(
            "contact",
            ContactReader.FORM,
            "Who helps people that are stuck; error pages name them.",
            "{ name: Access desk, mail: access@corp.example.com }");
    private static final Key<String> SECRETS_DIRECTORY = Key.optional(
            "secretsDirectory",
            Scalars.text(),
            "A directory outside the configuration that ${file:…} may read from too.",
            "/run/secrets");

    static final Shape SHAPE = Shape.of(
            "daypass.yaml",
            ISSUER,
            LISTEN,
            MANAGEMENT,
            STORE,
            ACCOUNTS,
            PARTITION,
            KEYS,
            AUDIT,
            ADMIN,
            LIMITS,
            PROXIES,
            FORWARD_AUTH,
            BROWSER,
            SIGN_INS,
            CONTACT,
            SECRETS_DIRECTORY);

    private final Reading reading;
    private final ListenerReader listeners;

    BrokerReader(Reading reading, Attachments attachments) {
        this.reading = reading;
        this.listeners = new ListenerReader(reading, attachments);
    }

    /**
     * What was read of {@code daypass.yaml}.
     *
     * @param settings absent where a part that must be there could not be read
     * @param issuer the public base URL, without a slash at its end
     */
    record Draft(
            Optional<BrokerSettings> settings,
            Optional<String> issuer,
            String partition,
            Map<Placed<String>, AccountReader.Draft> accounts,
            List<ForwardedSite> sites,
            List<Placed<String>> siteRoles,
            Optional<Contact> contact,
            int trustPolicyLimit,
            int attachedPolicies) {}

    Optional<Draft> read(Node node) {
        return SHAPE.read(node, reading).map(fields -> {
            listeners.check(fields, LISTEN);
            listeners.check(fields, MANAGEMENT);
            checkSecrets(fields);
            Fields limits = fields.get(LIMITS).orElseGet(Fields::none);
            return new Draft(
                    settings(fields),
                    fields.get(ISSUER).map(BrokerReader::withoutSlash),
                    fields.orFallback(PARTITION),
                    fields.get(ACCOUNTS).orElseGet(Map::of),
                    SiteReader.sites(fields.get(FORWARD_AUTH).orElseGet(Map::of)),
                    SiteReader.roles(fields.get(FORWARD_AUTH).orElseGet(Map::of)),
                    fields.get(CONTACT),
                    limits.orFallback(LimitsReader.TRUST_POLICY),
                    limits.orFallback(LimitsReader.ATTACHED_POLICIES));
        });
    }

    private static String withoutSlash(URI issuer) {
        String text = issuer.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private Optional<BrokerSettings> settings(Fields fields) {
        Optional<BrokerSettings.Listener> listen = fields.get(LISTEN);
        Optional<BrokerSettings.Store> store = fields.get(STORE);
        if (listen.isEmpty() || store.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new BrokerSettings(
                listen.get(),
                fields.get(MANAGEMENT),
                store.get(),
                fields.get(PROXIES).orElseGet(List::of).stream()
                        .map(Placed::value)
                        .toList(),
                LimitsReader.limits(fields.get(LIMITS)),
                BrowserReader.browser(fields.get(BROWSER), reading),
                SignInsReader.signIns(fields.get(SIGN_INS)),
                fields.get(AUDIT).flatMap(audit -> audit.get(AUDIT_DIRECTORY)),
                fields.get(ADMIN).flatMap(admin -> admin.get(TOKEN)),
                fields.get(KEYS).flatMap(keys -> keys.get(ENCRYPTION_KEY))));
    }

    private void checkSecrets(Fields fields) {
        fields.get(ADMIN).ifPresent(admin -> admin.get(TOKEN).ifPresent(token -> {
            int length = token.reveal().length();
            if (length > 0 && length < SHORTEST_TOKEN) {
                reading.error(
                        "short-secret",
                        admin.source(TOKEN),
                        "the admin token has " + length + " characters",
                        "use at least " + SHORTEST_TOKEN + " random characters, such as `openssl rand -hex 32` gives");
            }
        }));
        fields.get(KEYS).ifPresent(keys -> keys.get(ENCRYPTION_KEY).ifPresent(key -> {
            if (!key.reveal().isEmpty() && !Encodings.isKey(key.reveal())) {
                reading.error(
                        "bad-encryption-key",
                        keys.source(ENCRYPTION_KEY),
                        "the encryption key is not 32 bytes in base64",
                        "make one with `openssl rand -base64 32`");
            }
        }));
    }
}
