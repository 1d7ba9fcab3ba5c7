package dev.daypass.server.client.login;

import dev.daypass.server.client.ProofUnavailable;
import dev.daypass.server.client.StsRefusal;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Signs in with the browser of this machine, which comes back to a port of its own (RFC 8252 section 7.3). The code is of
 * no use to whoever else sees it (RFC 7636), and the answer has to be this broker's (RFC 9207).
 */
public final class LoopbackLogin {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final BrokerCalls calls;
    private final SecureRandom random;
    private final Clock clock;

    public LoopbackLogin(BrokerCalls calls, SecureRandom random, Clock clock) {
        this.calls = calls;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Waits until somebody has signed in.
     *
     * @param show takes the address to a browser
     * @throws StsRefusal if the broker says no, in the browser or afterwards
     * @throws ProofUnavailable if nobody comes back
     */
    public Login signIn(Broker broker, Consumer<URI> show) throws IOException, StsRefusal, ProofUnavailable {
        calls.greet(broker);
        Pkce pkce = Pkce.make(random);
        String state = Pkce.random(random);
        try (var listener = LoopbackListener.open(state, broker.toString())) {
            show.accept(address(broker, listener.redirect(), state, pkce));
            LoopbackListener.Arrived arrived = listener.await(PATIENCE);
            return redeem(broker, listener.redirect(), arrived.code(), pkce);
        }
    }

    private static URI address(Broker broker, URI redirect, String state, Pkce pkce) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("redirect_uri", redirect.toString());
        query.put("state", state);
        query.put("code_challenge", pkce.challenge());
        query.put("code_challenge_method", "S256");
        return BrokerCalls.address(broker, "/oauth/authorize", query);
    }

    private Login redeem(Broker broker, URI redirect, String code, Pkce pkce) throws IOException, StsRefusal {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", redirect.toString());
        form.put("code_verifier", pkce.verifier().reveal());
        return Answers.login(calls.post(broker, "/oauth/token", form), broker, clock.instant());
    }
}
