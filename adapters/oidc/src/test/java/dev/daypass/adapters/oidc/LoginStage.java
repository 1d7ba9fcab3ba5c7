package dev.daypass.adapters.oidc;

import dev.daypass.adapters.oidc.login.OpenIdLogin;
import dev.daypass.core.login.CodeRedeemer;
import dev.daypass.core.login.Departure;
import dev.daypass.core.login.LoginStart;
import dev.daypass.core.login.PendingLogin;
import dev.daypass.core.login.ReturnTarget;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.provider.TokenSettings;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.signin.Expectation;
import dev.daypass.core.signin.Proof;
import dev.daypass.core.signin.Verified;
import dev.daypass.testkit.jwt.CodeFlow;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An OpenID provider with the code flow, and our side of it, in one person's sign-in. */
final class LoginStage implements AutoCloseable {
    static final String CALLBACK = "https://broker.corp.example.com/oidc/corp-oidc/callback";

    final TokenStage tokens = TokenStage.unprepared();
    final CodeFlow flow = CodeFlow.at(tokens.issuer);
    final OpenIdLogin login = tokens.adapter.login(() -> "assertion-1");
    final PendingLogin pending = new PendingLogin(
            "state-1",
            TokenStage.PROVIDER,
            ReturnTarget.start(),
            "_request",
            "nonce-1",
            Secret.of("verifier-verifier-verifier-verifier-verifier"),
            tokens.clock.instant().plusSeconds(600));

    /** A stage whose provider announces these endpoints beside the needed ones. */
    static LoginStage open(TokenSettings.Client client, String... endpoints) {
        var stage = new LoginStage();
        stage.announce(endpoints);
        stage.use(client);
        return stage;
    }

    static TokenSettings.Client client(Optional<String> secret, Optional<String> key, TokenSettings.SignIn signIn) {
        return new TokenSettings.Client("daypass", secret.map(Secret::of), key.map(Secret::of), signIn, true);
    }

    /** With a shared secret and no wishes. */
    static TokenSettings.Client usual() {
        return client(Optional.of("s3cret:+"), Optional.empty(), TokenSettings.SignIn.usual());
    }

    void announce(String... endpoints) {
        var members = new java.util.LinkedHashMap<String, Object>();
        for (String endpoint : endpoints) {
            String path = endpoint.startsWith("userinfo") ? "/userinfo" : "/par";
            members.put(endpoint, flow.endpoint(path).toString());
        }
        flow.announce(members);
    }

    void announce(Map<String, Object> members) {
        flow.announce(members);
    }

    void use(TokenSettings.Client client) {
        TokenSettings from = tokens.settings();
        tokens.use(new TokenSettings(
                from.kind(), from.issuer(), from.audiences(), from.keys(), from.checks(), Optional.of(client)));
    }

    Outcome<Departure> depart() {
        return depart(LoginStart.Wishes.none());
    }

    Outcome<Departure> depart(LoginStart.Wishes wishes) {
        return login.depart(tokens.provider(), pending, wishes, tokens.request());
    }

    /** Where an honest departure leads. */
    URI departed() {
        Departure departure = depart().value().orElseThrow();
        return ((Departure.Redirect) departure).to();
    }

    Outcome<Proof.Jwt> redeem(String code, Optional<String> issuer) {
        return login.redeem(
                tokens.provider(), new CodeRedeemer.Answer(Secret.of(code), issuer), pending, tokens.request());
    }

    Outcome<Proof.Jwt> redeem() {
        return redeem(flow.authorize(departed()), Optional.empty());
    }

    /** The whole way: departure, consent, code, token, verification with the nonce. */
    Outcome<Verified> signIn() {
        return redeem().then(this::verify);
    }

    Outcome<Verified> verify(Proof.Jwt proof) {
        var expected =
                new Expectation(Optional.of(TokenStage.PROVIDER), Optional.of(pending.nonce()), Optional.empty());
        return tokens.adapter.read(proof).then(parsed -> parsed.verify(tokens.provider(), expected, tokens.request()));
    }

    List<CodeFlow.Received> received() {
        return flow.received();
    }

    @Override
    public void close() {
        flow.release();
        tokens.close();
    }
}
