package dev.daypass.core.config;

import dev.daypass.core.config.form.Fields;
import dev.daypass.core.config.form.Guarded;
import dev.daypass.core.config.form.Key;
import dev.daypass.core.config.form.Many;
import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.config.form.Scalars;
import dev.daypass.core.config.form.Shape;
import dev.daypass.core.provider.SamlSettings;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.source.Node;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what is particular to {@code type: saml}. */
final class SamlProviderReader {
    private static final Duration REFRESH = Duration.ofHours(6);
    private static final Duration MAX_STALE = Duration.ofDays(7);

    private static final Key<Placed<String>> SIGNED_BY = Key.optional(
            "signedBy",
            Scalars.placed(Scalars.text()),
            "Certificate (PEM) that must have signed the metadata; left out: the transport is trusted.",
            "\"${file:metadata-signer.pem}\"");
    private static final Key<String> ENTITY_ID = Key.optional(
            "entityId",
            Scalars.text(),
            "Which entity of the metadata is meant, where it describes several.",
            "https://adfs.corp.example.com/adfs/services/trust");
    private static final Shape METADATA_SHAPE = Shape.of(
            "`metadata`",
            LocationReader.LOCATION,
            LocationReader.REFRESH,
            LocationReader.MAX_STALE,
            SIGNED_BY,
            ENTITY_ID);
    static final Key<Node> METADATA = Key.required(
            "metadata",
            LocationReader.form(METADATA_SHAPE),
            "The identity provider's metadata: an https address, a file, or `{ location: …, refresh: …, signedBy: … }`.",
            "https://adfs.corp.example.com/FederationMetadata/2007-06/FederationMetadata.xml");
    private static final Key<Boolean> IDP_INITIATED = Key.optional(
                    "idpInitiated",
                    Scalars.flag(),
                    "Whether Responses that answer no request of ours are accepted, as the STS call needs.",
                    "true")
            .otherwise(false);
    private static final Key<List<Placed<String>>> AUDIENCES = Key.optional(
                    "audiences",
                    Many.list(Scalars.text()),
                    "Accepted in AudienceRestriction beside the broker's own entity id.",
                    "[\"urn:amazon:webservices\"]")
            .otherwise(List.of());
    private static final Key<SamlSettings.SignedElements> SIGNED = Key.optional(
                    "signed",
                    Scalars.word(
                            new Scalars.Word<>(
                                    "response-or-assertion", SamlSettings.SignedElements.RESPONSE_OR_ASSERTION),
                            new Scalars.Word<>("response", SamlSettings.SignedElements.RESPONSE),
                            new Scalars.Word<>("assertion", SamlSettings.SignedElements.ASSERTION),
                            new Scalars.Word<>("both", SamlSettings.SignedElements.BOTH)),
                    "What must be signed; every signature present is checked whatever stands here.",
                    "assertion")
            .otherwise(SamlSettings.SignedElements.RESPONSE_OR_ASSERTION);
    private static final Key<SamlSettings.Encryption> ENCRYPTION = Key.optional(
                    "encryption",
                    Scalars.word(
                            new Scalars.Word<>("allowed", SamlSettings.Encryption.ALLOWED),
                            new Scalars.Word<>("required", SamlSettings.Encryption.REQUIRED)),
                    "Whether assertions may or must come encrypted.",
                    "required")
            .otherwise(SamlSettings.Encryption.ALLOWED);
    private static final Key<List<Placed<Secret>>> DECRYPTION_KEYS = Key.optional(
                    "decryptionKeys",
                    Many.list(Guarded.secret()),
                    "Our private keys (PEM, PKCS#8) for encrypted assertions, each alone or with its certificate; several during a"
                            + " change.",
                    "[\"${file:saml-decryption.pem}\"]")
            .otherwise(List.of());

    static final Shape SHAPE = SamlRequestReader.added(
            "a SAML provider",
            ProviderShape.VOUCHING.with(
                    "a SAML provider", METADATA, IDP_INITIATED, AUDIENCES, SIGNED, ENCRYPTION, DECRYPTION_KEYS));

    private final Reading reading;
    private final LocationReader locations;
    private final SamlRequestReader requests;

    SamlProviderReader(Reading reading, LocationReader locations) {
        this.reading = reading;
        this.locations = locations;
        this.requests = new SamlRequestReader(reading);
    }

    Optional<SamlSettings> read(Fields fields) {
        List<Placed<Secret>> keys = fields.orFallback(DECRYPTION_KEYS);
        keys.forEach(this::checkKey);
        SamlSettings.Encryption encryption = fields.orFallback(ENCRYPTION);
        if (encryption == SamlSettings.Encryption.REQUIRED && keys.isEmpty()) {
            reading.error(
                    "missing-decryption-key",
                    fields.source(ENCRYPTION),
                    "encrypted assertions are required and there is no key to decrypt them",
                    "add `decryptionKeys: [\"${file:saml-decryption.pem}\"]`");
        }
        SamlSettings.Requests asking = requests.read(fields);
        return fields.get(METADATA)
                .flatMap(this::metadata)
                .map(metadata -> new SamlSettings(
                        metadata.source(),
                        metadata.entityId(),
                        fields.orFallback(IDP_INITIATED),
                        Set.copyOf(fields.orFallback(AUDIENCES).stream()
                                .map(Placed::value)
                                .toList()),
                        fields.orFallback(SIGNED),
                        new SamlSettings.Times(
                                fields.orFallback(ProviderShape.CLOCK_SKEW), fields.get(ProviderShape.MAX_AGE)),
                        keys.stream().map(Placed::value).toList(),
                        encryption,
                        asking));
    }

    private record Metadata(SamlSettings.MetadataSource source, Optional<String> entityId) {}

    private Optional<Metadata> metadata(Node node) {
        if (node instanceof Node.Scalar scalar) {
            return locations
                    .resolve(new Placed<>(scalar.text(), scalar.source()))
                    .map(uri -> new Metadata(
                            new SamlSettings.MetadataSource(uri, REFRESH, MAX_STALE, Optional.empty()),
                            Optional.empty()));
        }
        // Its keys have been judged with the provider's; here they are only picked up.
        return METADATA_SHAPE.read(node, reading.quiet()).flatMap(fields -> {
            Optional<Placed<String>> signer = fields.get(SIGNED_BY);
            signer.ifPresent(this::checkSigner);
            Optional<URI> uri = fields.get(LocationReader.LOCATION).flatMap(locations::resolve);
            return uri.map(location -> new Metadata(
                    new SamlSettings.MetadataSource(
                            location,
                            fields.get(LocationReader.REFRESH).orElse(REFRESH),
                            fields.get(LocationReader.MAX_STALE).orElse(MAX_STALE),
                            signer.map(Placed::value)),
                    fields.get(ENTITY_ID)));
        });
    }

    private void checkSigner(Placed<String> pem) {
        if (Encodings.certificate(pem.value()).isEmpty()) {
            reading.error(
                    "bad-certificate",
                    pem.source(),
                    "`signedBy` is not a certificate in PEM",
                    "write `${file:NAME.pem}` and put the certificate there, from BEGIN CERTIFICATE to END CERTIFICATE");
        }
    }

    private void checkKey(Placed<Secret> key) {
        String pem = key.value().reveal();
        if (!pem.isEmpty() && !Encodings.isPrivateKey(pem)) {
            reading.error(
                    "bad-private-key",
                    key.source(),
                    "this is not a private key in PEM, PKCS#8",
                    "convert it with `openssl pkcs8 -topk8 -nocrypt`");
        }
    }
}
