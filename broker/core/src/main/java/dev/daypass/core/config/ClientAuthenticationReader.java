package dev.daypass.core.config;

import dev.daypass.core.application.ClientAuthentication;
import dev.daypass.core.application.ClientAuthentication.Method;
import dev.daypass.core.application.ClientAuthentication.TlsSubject;
import dev.daypass.core.config.form.Fields;
import dev.daypass.core.config.form.Guarded;
import dev.daypass.core.config.form.Key;
import dev.daypass.core.config.form.Many;
import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.config.form.Scalars;
import dev.daypass.core.config.form.Shape;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.source.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code authentication} of an application. Confined to the thread that reads. */
final class ClientAuthenticationReader {
    private static final int SHORTEST_SECRET = 32;

    private static final Key<Method> METHOD = Key.required(
            "method",
            Scalars.words(Method.values(), Method::word),
            "How it proves itself: client_secret_basic, client_secret_post, private_key_jwt, tls_client_auth,"
                    + " self_signed_tls_client_auth or none.",
            "client_secret_basic");
    private static final Key<Secret> SECRET = Key.optional(
            "secret",
            Guarded.secret(),
            "The client's secret, by reference; at least 32 characters.",
            "\"${env:SHOP}\"");
    private static final Key<Node> JWKS = Key.optional(
            "jwks",
            JwksReader.FORM,
            "The client's public keys (RFC 7517): a file, or `{ keys: […] }`.",
            "keys/shop.jwks.json");
    private static final Key<Placed<String>> SUBJECT_DN =
            name(TlsSubject.Name.SUBJECT_DN, "The certificate's subject (RFC 4514).", "\"CN=shop,O=Example Corp\"");
    private static final Key<Placed<String>> SAN_DNS =
            name(TlsSubject.Name.SAN_DNS, "A DNS name in the certificate.", "shop.example.com");
    private static final Key<Placed<String>> SAN_URI =
            name(TlsSubject.Name.SAN_URI, "A URI in the certificate.", "spiffe://example.com/shop");
    private static final Key<Placed<String>> SAN_IP =
            name(TlsSubject.Name.SAN_IP, "An IP address in the certificate.", "192.0.2.7");
    private static final Key<Placed<String>> SAN_EMAIL =
            name(TlsSubject.Name.SAN_EMAIL, "A mail address in the certificate.", "shop@example.com");
    private static final Key<Placed<String>> AUTHORITIES = Key.optional(
            "authorities",
            Scalars.placed(Scalars.text()),
            "A file with the certificates (PEM) of the authorities that may have issued the client's.",
            "keys/internal-ca.crt");
    private static final Key<List<Placed<String>>> CERTIFICATES = Key.optional(
            "certificates",
            Many.list(Scalars.text()),
            "Files with the client's own certificates (PEM), whoever issued them.",
            "[keys/shop.crt]");

    static final Shape SHAPE = Shape.of(
            "`authentication`",
            METHOD,
            SECRET,
            JWKS,
            SUBJECT_DN,
            SAN_DNS,
            SAN_URI,
            SAN_IP,
            SAN_EMAIL,
            AUTHORITIES,
            CERTIFICATES);

    private static final List<Key<Placed<String>>> NAMES = List.of(SUBJECT_DN, SAN_DNS, SAN_URI, SAN_IP, SAN_EMAIL);
    private static final Map<Method, List<Key<?>>> USED = used();

    private final Reading reading;
    private final JwksReader keySets;
    private final CertificateReader certificates;
    private final Map<String, Placed<Secret>> bySecret = new HashMap<>();

    ClientAuthenticationReader(Reading reading, Attachments attachments) {
        this.reading = reading;
        this.keySets = new JwksReader(reading, attachments);
        this.certificates = new CertificateReader(reading, attachments);
    }

    Optional<ClientAuthentication> read(Fields fields) {
        return fields.get(METHOD).flatMap(method -> {
            nothingElse(method, fields);
            return switch (method) {
                case CLIENT_SECRET_BASIC, CLIENT_SECRET_POST -> secret(method, fields);
                case PRIVATE_KEY_JWT ->
                    needed(JWKS, fields).flatMap(keySets::read).map(ClientAuthentication.PrivateKeyJwt::new);
                case TLS_CLIENT_AUTH -> subject(fields);
                case SELF_SIGNED_TLS_CLIENT_AUTH ->
                    needed(CERTIFICATES, fields)
                            .flatMap(certificates::thumbprints)
                            .map(ClientAuthentication.SelfSignedTls::new);
                case NONE -> Optional.of(new ClientAuthentication.Nothing());
            };
        });
    }

    /** What a method does not use would be believed to count. */
    private void nothingElse(Method method, Fields fields) {
        for (Key<?> key : SHAPE.keys()) {
            if (fields.has(key)
                    && !key.equals(METHOD)
                    && !USED.getOrDefault(method, List.of()).contains(key)) {
                reading.error(
                        "misplaced-key",
                        fields.source(key),
                        "`" + method.word() + "` does not use the key `" + key.name() + "`",
                        "remove it, or choose the method that uses it");
            }
        }
    }

    private Optional<ClientAuthentication> secret(Method method, Fields fields) {
        return needed(SECRET, fields).map(secret -> {
            int length = secret.reveal().length();
            if (length > 0 && length < SHORTEST_SECRET) {
                reading.error(
                        "short-secret",
                        fields.source(SECRET),
                        "the secret has " + length + " characters",
                        "use at least " + SHORTEST_SECRET
                                + " random characters, such as `openssl rand -base64 30` gives");
            }
            Placed<Secret> earlier = bySecret.putIfAbsent(
                    Encodings.sha256(secret.reveal()), new Placed<>(secret, fields.source(SECRET)));
            if (earlier != null && length > 0) {
                reading.error(
                        "reused-secret",
                        fields.source(SECRET),
                        "this secret is that of the application at " + earlier.source() + " too",
                        "give each application a secret of its own");
            }
            return new ClientAuthentication.SharedSecret(method, secret);
        });
    }

    private Optional<ClientAuthentication> subject(Fields fields) {
        List<Key<Placed<String>>> written = NAMES.stream().filter(fields::has).toList();
        Optional<String> authorities = needed(AUTHORITIES, fields).flatMap(certificates::pem);
        if (written.size() != 1) {
            reading.error(
                    "one-name",
                    fields.source(),
                    written.size() + " names of the certificate are given where exactly one counts",
                    "write one of subjectDn, sanDns, sanUri, sanIp, sanEmail");
            return Optional.empty();
        }
        Key<Placed<String>> key = written.get(0);
        TlsSubject.Name name = Arrays.stream(TlsSubject.Name.values())
                .filter(known -> known.word().equals(key.name()))
                .findFirst()
                .orElseThrow();
        return fields.get(key).flatMap(value -> authorities.map(pem -> new TlsSubject(name, value.value(), pem)));
    }

    private <T> Optional<T> needed(Key<T> key, Fields fields) {
        if (!fields.has(key)) {
            reading.error(
                    "missing-key",
                    fields.source(),
                    "this method needs the key `" + key.name() + "`",
                    "add it, for example `" + key.name() + ": " + key.example() + "`");
        }
        return fields.get(key);
    }

    private static Key<Placed<String>> name(TlsSubject.Name name, String description, String example) {
        return Key.optional(name.word(), Scalars.placed(Scalars.text()), description, example);
    }

    private static Map<Method, List<Key<?>>> used() {
        var used = new EnumMap<Method, List<Key<?>>>(Method.class);
        used.put(Method.CLIENT_SECRET_BASIC, List.of(SECRET));
        used.put(Method.CLIENT_SECRET_POST, List.of(SECRET));
        used.put(Method.PRIVATE_KEY_JWT, List.of(JWKS));
        var names = new ArrayList<Key<?>>(NAMES);
        names.add(AUTHORITIES);
        used.put(Method.TLS_CLIENT_AUTH, names);
        used.put(Method.SELF_SIGNED_TLS_CLIENT_AUTH, List.of(CERTIFICATES));
        used.put(Method.NONE, List.of());
        return Map.copyOf(used);
    }
}
