package dev.daypass.adapters.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.identity.Identity;
import dev.daypass.core.login.BrowserSession;
import dev.daypass.core.login.Departure;
import dev.daypass.core.login.PendingLogout;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where people are sent to sign out at their OpenID provider. */
final class OpenIdLogoutTest {
    private static Optional<Departure> depart(LoginStage stage, Identity identity) {
        Instant now = stage.tokens.clock.instant();
        var session = new BrowserSession(
                "bs-1", identity, now, now.plusSeconds(60), now, new BrowserSession.Device("192.0.2.7", "tests"));
        var pending = new PendingLogout("state-1", TokenStage.PROVIDER, "_request", now.plusSeconds(60));
        return stage.tokens.adapter.logout().depart(stage.tokens.provider(), session, pending, stage.tokens.request());
    }

    private static Optional<URI> destination(LoginStage stage) {
        return depart(stage, alice(stage)).map(departure -> ((Departure.Redirect) departure).to());
    }

    private static Identity alice(LoginStage stage) {
        return stage.tokens
                .verify(stage.tokens.issuer.token())
                .value()
                .orElseThrow()
                .identity();
    }

    @Test
    void endpointGetsOurNameAndWhereToComeBackTo() {
        try (var stage = LoginStage.open(LoginStage.usual())) {
            assertEquals(
                    stage.tokens.issuer.issuer()
                            + "/logout?client_id=daypass&post_logout_redirect_uri=https%3A%2F%2Fbroker.corp.example.com"
                            + "%2Foidc%2Fcorp-oidc%2Flogged-out&state=state-1&logout_hint=alice",
                    destination(stage).orElseThrow().toString());
            Identity hinted = stage.tokens
                    .verify(stage.tokens.issuer.token().claim("login_hint", "O.CiQ&x=y"))
                    .value()
                    .orElseThrow()
                    .identity();
            String to = ((Departure.Redirect) depart(stage, hinted).orElseThrow())
                    .to()
                    .toString();
            assertTrue(to.endsWith("&logout_hint=O.CiQ%26x%3Dy"), to);
        }
    }

    /** W13: an address that is not the provider's to name is as good as none. */
    @Test
    void w13endpointAtAForbiddenAddressIsNone() {
        for (String address :
                List.of("http://idp.example.com/logout", "file:///etc/hostname", "javascript:alert(1)", "logout", "")) {
            try (var stage = new LoginStage()) {
                stage.announce(Map.of("end_session_endpoint", address));
                stage.use(LoginStage.usual());
                assertEquals(Optional.empty(), destination(stage), address);
            }
        }
    }

    @Test
    void providerNobodyHasHeardOfKeepsNobodySignedIn() {
        try (var known = LoginStage.open(LoginStage.usual());
                var unknown = new LoginStage()) {
            assertEquals(Optional.empty(), depart(unknown, alice(known)));
        }
    }
}
