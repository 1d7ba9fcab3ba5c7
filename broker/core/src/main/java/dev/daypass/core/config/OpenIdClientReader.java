package dev.daypass.core.config;

import dev.daypass.core.config.form.Fields;
import dev.daypass.core.config.form.Guarded;
import dev.daypass.core.config.form.Key;
import dev.daypass.core.config.form.Many;
import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.config.form.Scalars;
import dev.daypass.core.config.form.Shape;
import dev.daypass.core.provider.TokenSettings;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.source.Source;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads our registration at an OpenID provider, and how people are sent there to sign in. */
final class OpenIdClientReader {
    /** RFC 6749 section 3.3. */
    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+");

    static final Key<String> CLIENT_ID =
            Key.required("clientId", Scalars.text(), "Our client id at the OpenID provider.", "daypass-broker");
    private static final Key<Secret> CLIENT_SECRET = Key.optional(
            "clientSecret",
            Guarded.secret(),
            "Our client secret; left out, and no `clientKey` either: a public client with PKCE.",
            "\"${env:OIDC_SECRET}\"");
    private static final Key<Secret> CLIENT_KEY = Key.optional(
            "clientKey",
            Guarded.secret(),
            "Our private key (PEM, PKCS#8; RSA or EC) for `private_key_jwt`, alone or with its certificate.",
            "\"${file:oidc-client.pem}\"");
    private static final Key<List<Placed<String>>> SCOPES = Key.optional(
            "scopes",
            Many.list(Scalars.text()),
            "What is asked for at sign-in beside `openid`; left out: profile and email.",
            "[profile, email, groups]");
    private static final Key<List<Placed<String>>> ACR_VALUES = Key.optional(
                    "acrValues",
                    Many.list(Scalars.text()),
                    "Classes of authentication asked for; every token must name one of them; left out: any will do.",
                    "[\"https://refeds.org/profile/mfa\"]")
            .otherwise(List.of());
    private static final Key<TokenSettings.Pushed> PUSHED = Key.optional(
                    "pushedRequests",
                    Scalars.word(
                            new Scalars.Word<>("where-offered", TokenSettings.Pushed.WHERE_OFFERED),
                            new Scalars.Word<>("always", TokenSettings.Pushed.ALWAYS),
                            new Scalars.Word<>("never", TokenSettings.Pushed.NEVER)),
                    "Whether sign-in requests go to the provider directly (RFC 9126) and not through the browser.",
                    "always")
            .otherwise(TokenSettings.Pushed.WHERE_OFFERED);
    private static final Key<Boolean> USERINFO = Key.optional(
                    "userinfo",
                    Scalars.flag(),
                    "Whether the userinfo endpoint is asked for claims that the ID token does not have; left out: yes.",
                    "false")
            .otherwise(true);
    private static final Key<Boolean> FRONT_CHANNEL = Key.optional(
                    "frontChannelLogout",
                    Scalars.flag(),
                    "Whether the provider may end a session through the person's browser, which proves nothing; left out:"
                            + " no, by the back channel alone.",
                    "true")
            .otherwise(false);

    private final Reading reading;

    OpenIdClientReader(Reading reading) {
        this.reading = reading;
    }

    /** The shape with these keys besides. */
    static Shape added(String name, Shape base) {
        return base.with(
                name, CLIENT_ID, CLIENT_SECRET, CLIENT_KEY, SCOPES, ACR_VALUES, PUSHED, USERINFO, FRONT_CHANNEL);
    }

    Optional<TokenSettings.Client> read(Fields fields) {
        Optional<Secret> key = fields.get(CLIENT_KEY);
        key.ifPresent(pem -> checkKey(pem.reveal(), fields.source(CLIENT_KEY)));
        var signIn = new TokenSettings.SignIn(
                scopes(fields.get(SCOPES)),
                fields.orFallback(ACR_VALUES).stream().map(Placed::value).toList(),
                fields.orFallback(PUSHED),
                fields.orFallback(USERINFO) ? TokenSettings.Userinfo.WHERE_OFFERED : TokenSettings.Userinfo.NEVER);
        boolean frontChannel = fields.orFallback(FRONT_CHANNEL);
        return fields.get(CLIENT_ID)
                .map(id -> new TokenSettings.Client(id, fields.get(CLIENT_SECRET), key, signIn, frontChannel));
    }

    private void checkKey(String pem, Source source) {
        if (!pem.isEmpty() && !Encodings.isPrivateKey(pem)) {
            reading.error(
                    "bad-private-key",
                    source,
                    "this is not a private key in PEM, PKCS#8",
                    "convert it with `openssl pkcs8 -topk8 -nocrypt`");
        }
    }

    private List<String> scopes(Optional<List<Placed<String>>> written) {
        if (written.isEmpty()) {
            return TokenSettings.SignIn.usual().scopes();
        }
        var scopes = new LinkedHashSet<String>();
        scopes.add("openid");
        for (Placed<String> scope : written.get()) {
            if (SCOPE.matcher(scope.value()).matches()) {
                scopes.add(scope.value());
            } else {
                reading.error(
                        "bad-scope",
                        scope.source(),
                        "`" + scope.value() + "` cannot be a scope",
                        "write each scope as an item of its own, without spaces, quotes or backslashes");
            }
        }
        return List.copyOf(scopes);
    }
}
