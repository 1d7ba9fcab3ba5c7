package dev.daypass.adapters.oidc;

import dev.daypass.adapters.oidc.jose.TokenReader;
import dev.daypass.adapters.oidc.jose.TokenRefusals;
import dev.daypass.adapters.oidc.keys.KeyDirectory;
import dev.daypass.adapters.oidc.keys.KeyHealth;
import dev.daypass.adapters.oidc.login.OpenIdLogin;
import dev.daypass.adapters.oidc.login.OpenIdLogout;
import dev.daypass.core.login.LogoutTokens;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.signin.ParsedProof;
import dev.daypass.core.signin.Proof;
import dev.daypass.core.signin.ProofReader;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/**
 * Reads and verifies JWTs: the ID tokens of OpenID providers and the tokens of bare JWT issuers.
 *
 * <p>Safe for several threads. A request waits for the network only where a token names a key that nobody knows yet, for
 * two seconds at most.
 */
public final class JwtAdapter implements ProofReader {
    private final TokenReader reader = new TokenReader();
    private final KeyDirectory keys;
    private final HttpClient client;

    /**
     * @param client fetches discovery documents and key sets; must not follow redirects by itself; its TLS settings
     *     decide whom to trust
     * @param scheduler starts the readings of key sets; nothing on it blocks
     * @param clock for the age of key sets; tokens are judged by their request's instant
     */
    public JwtAdapter(HttpClient client, ScheduledExecutorService scheduler, Clock clock) {
        this.keys = new KeyDirectory(client, scheduler, clock);
        this.client = client;
    }

    /**
     * Makes these providers live and starts to read their key sets; call it at start, and before a reloaded snapshot
     * serves. Equal settings keep the keys they have.
     *
     * @return completes when every new key set has come or failed to come; nobody has to wait for it
     */
    public CompletableFuture<Void> prepare(Collection<Provider> providers) {
        return keys.prepare(providers);
    }

    /**
     * Signs people in at the OpenID providers that this adapter knows.
     *
     * @param ids makes random names for client assertions
     */
    public OpenIdLogin login(Supplier<String> ids) {
        return new OpenIdLogin(keys, client, ids);
    }

    /** Sends people to the OpenID providers that this adapter knows, to be signed out there. */
    public OpenIdLogout logout() {
        return new OpenIdLogout(keys);
    }

    /** Verifies the logout tokens of the OpenID providers that this adapter knows. */
    public LogoutTokens logoutTokens() {
        return new LogoutTokenVerifier(reader, keys);
    }

    /** How the keys of each prepared token provider are. */
    public List<KeyHealth> health() {
        return keys.health();
    }

    @Override
    public Proof.Kind kind() {
        return Proof.Kind.JWT;
    }

    @Override
    public Outcome<ParsedProof> read(Proof proof) {
        if (!(proof instanceof Proof.Jwt jwt)) {
            return TokenRefusals.refused(Reason.TOKEN_MALFORMED, "not a token: " + proof.kind());
        }
        return reader.read(jwt.compact()).map(token -> new PresentedToken(token, jwt.beside(), keys));
    }
}
