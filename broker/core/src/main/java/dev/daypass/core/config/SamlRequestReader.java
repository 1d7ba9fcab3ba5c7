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
import dev.daypass.core.source.Source;
import java.util.List;
import java.util.Optional;

/** Reads how people are sent to a SAML identity provider to sign in. */
final class SamlRequestReader {
    private static final Key<SamlSettings.Binding> BINDING = Key.optional(
            "requestBinding",
            Scalars.word(
                    new Scalars.Word<>("redirect", SamlSettings.Binding.REDIRECT),
                    new Scalars.Word<>("post", SamlSettings.Binding.POST)),
            "How sign-in requests travel; left out: by redirect where the metadata offers it, else by post.",
            "post");
    private static final Key<Secret> SIGNING_KEY = Key.optional(
            "requestSigningKey",
            Guarded.secret(),
            "Our private key (PEM, PKCS#8; RSA or EC) with its certificate, to sign sign-in requests with; left out: they are"
                    + " not signed.",
            "\"${file:saml-signing.pem}\"");
    private static final Key<Boolean> FORCE_AUTHN = Key.optional(
                    "forceAuthn",
                    Scalars.flag(),
                    "Whether everybody must authenticate afresh, even with a session at the identity provider.",
                    "true")
            .otherwise(false);
    private static final Key<List<Placed<String>>> CONTEXTS = Key.optional(
                    "requestedContext",
                    Many.list(Scalars.text()),
                    "Classes of authentication asked for; every assertion must name one of them; left out: any will do.",
                    "[\"https://refeds.org/profile/mfa\"]")
            .otherwise(List.of());
    private static final Key<String> NAME_ID_FORMAT = Key.optional(
            "nameIdFormat",
            Scalars.text(),
            "The form of name asked for; left out: the identity provider chooses.",
            "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent");

    private final Reading reading;

    SamlRequestReader(Reading reading) {
        this.reading = reading;
    }

    /** The shape with these keys besides. */
    static Shape added(String name, Shape base) {
        return base.with(name, BINDING, SIGNING_KEY, FORCE_AUTHN, CONTEXTS, NAME_ID_FORMAT);
    }

    SamlSettings.Requests read(Fields fields) {
        Optional<Secret> key = fields.get(SIGNING_KEY);
        key.ifPresent(pem -> checkKey(pem.reveal(), fields.source(SIGNING_KEY)));
        return new SamlSettings.Requests(
                fields.get(BINDING),
                key,
                fields.orFallback(FORCE_AUTHN),
                fields.orFallback(CONTEXTS).stream().map(Placed::value).toList(),
                fields.get(NAME_ID_FORMAT));
    }

    private void checkKey(String pem, Source source) {
        if (pem.isEmpty()) {
            return;
        }
        if (!Encodings.isPrivateKey(pem)) {
            reading.error(
                    "bad-private-key",
                    source,
                    "this is not a private key in PEM, PKCS#8",
                    "convert it with `openssl pkcs8 -topk8 -nocrypt`");
        } else if (!Encodings.holdsCertificate(pem)) {
            reading.error(
                    "missing-certificate",
                    source,
                    "the key that signs requests stands here without its certificate",
                    "put the certificate behind the key in the same file; the identity provider knows the key by it");
        }
    }
}
