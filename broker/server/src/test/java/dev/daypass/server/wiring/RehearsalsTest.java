package dev.daypass.server.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.daypass.adapters.oidc.JwtAdapter;
import dev.daypass.adapters.saml.SamlAdapter;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.signin.ParsedProof;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What is rehearsed on must go the whole way of reading; an early refusal would warm nothing. */
final class RehearsalsTest {
    @Test
    void theReadersReadWhatIsRehearsed() {
        var scheduler = Executors.newSingleThreadScheduledExecutor();
        var http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        try (var saml = new SamlAdapter(Clock.systemUTC(), scheduler)) {
            assertEquals(Optional.empty(), refusal(saml.read(Rehearsals.response())));
            var tokens = new JwtAdapter(http, scheduler, Clock.systemUTC());
            assertEquals(Optional.empty(), refusal(tokens.read(Rehearsals.token())));
        } finally {
            scheduler.shutdownNow();
        }
    }

    private static Optional<Refusal> refusal(Outcome<ParsedProof> read) {
        return read.refusal();
    }
}
