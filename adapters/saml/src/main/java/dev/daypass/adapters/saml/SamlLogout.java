package dev.daypass.adapters.saml;

import dev.daypass.adapters.saml.key.SigningKey;
import dev.daypass.adapters.saml.logout.LogoutRequest;
import dev.daypass.adapters.saml.logout.LogoutResponse;
import dev.daypass.adapters.saml.logout.LogoutVerifier;
import dev.daypass.adapters.saml.metadata.SignOut;
import dev.daypass.adapters.saml.request.OutgoingMessage;
import dev.daypass.adapters.saml.request.PostBinding;
import dev.daypass.adapters.saml.request.RedirectBinding;
import dev.daypass.adapters.saml.response.ProviderTrust;
import dev.daypass.adapters.saml.response.ServiceProvider;
import dev.daypass.adapters.saml.xml.ProofRefused;
import dev.daypass.core.identity.AuthenticationContext;
import dev.daypass.core.login.BrowserSession;
import dev.daypass.core.login.CarriedLogout;
import dev.daypass.core.login.Departure;
import dev.daypass.core.login.LogoutMessage;
import dev.daypass.core.login.LogoutMessages;
import dev.daypass.core.login.LogoutStart;
import dev.daypass.core.login.PendingLogout;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.UnavailableException;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.SamlSettings;
import dev.daypass.core.snapshot.RequestContext;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Single logout with SAML identity providers, begun here or there (SAML Profiles 4.4). Everything that goes out is signed,
 * so a provider without {@code requestSigningKey} is sent nothing; addresses come from its metadata alone. Safe for several
 * threads; asks no network.
 */
final class SamlLogout implements LogoutStart, LogoutMessages {
    private final ProviderStates states;
    private final LogoutVerifier verifier;
    private final PostBinding post = new PostBinding();

    SamlLogout(ProviderStates states, LogoutVerifier verifier) {
        this.states = states;
        this.verifier = verifier;
    }

    @Override
    public Optional<Departure> depart(
            Provider provider, BrowserSession session, PendingLogout pending, RequestContext request) {
        AuthenticationContext authentication = session.identity().authentication();
        return way(provider, SignOut.Place::requests, request)
                .flatMap(way -> way.send(
                        new LogoutRequest(
                                pending.requestId(),
                                request.instant(),
                                pending.until(),
                                way.to(),
                                self(provider, request).entityId(),
                                session.identity().subject(),
                                authentication.sessionIndex()),
                        Optional.of(pending.id())));
    }

    @Override
    public Outcome<LogoutMessage> read(Provider provider, CarriedLogout carried, RequestContext request) {
        try {
            if (!(provider.settings() instanceof SamlSettings settings)) {
                throw ProofRefused.because(Reason.PROVIDER_MISMATCH, "S88: the provider does not speak SAML");
            }
            ProviderTrust trust = states.trust(settings, request.instant())
                    .orElseThrow(() -> ProofRefused.because(Reason.PROVIDER_NOT_READY, "S84, S85: no usable metadata"));
            return Outcome.granted(verifier.verify(carried, trust, self(provider, request), request.instant()));
        } catch (ProofRefused refused) {
            return refused.outcome();
        }
    }

    @Override
    public Optional<Departure> answer(Provider provider, LogoutMessage.Asked asked, RequestContext request) {
        return way(provider, SignOut.Place::responses, request)
                .flatMap(way -> way.send(
                        new LogoutResponse(
                                "_" + request.correlationId(),
                                request.instant(),
                                way.to(),
                                self(provider, request).entityId(),
                                asked.logout().id()),
                        asked.relayState()));
    }

    private static ServiceProvider self(Provider provider, RequestContext request) {
        return ServiceProvider.of(request.snapshot().issuer(), provider.id());
    }

    /** How a message goes there: by redirect if that is offered, since it needs no page between. */
    private Optional<Way> way(Provider provider, Function<SignOut.Place, URI> address, RequestContext request) {
        if (!(provider.settings() instanceof SamlSettings settings)) {
            return Optional.empty();
        }
        Optional<SigningKey> key = key(settings);
        return states.signOut(settings, request.instant())
                .flatMap(places -> key.flatMap(signing -> places.redirect()
                        .map(service -> new Way(SamlSettings.Binding.REDIRECT, address.apply(service), signing))
                        .or(() -> places.post()
                                .map(service -> new Way(SamlSettings.Binding.POST, address.apply(service), signing)))));
    }

    /** A key that cannot be read keeps nobody here; signing in with the provider tells of it. */
    private static Optional<SigningKey> key(SamlSettings settings) {
        return settings.requests().signingKey().flatMap(pem -> {
            try {
                return Optional.of(SigningKey.read(pem));
            } catch (GeneralSecurityException e) {
                return Optional.empty();
            }
        });
    }

    /** By which binding, where to, and signed by whom. */
    private final class Way {
        private final SamlSettings.Binding binding;
        private final URI to;
        private final SigningKey key;

        Way(SamlSettings.Binding binding, URI to, SigningKey key) {
            this.binding = binding;
            this.to = to;
            this.key = key;
        }

        URI to() {
            return to;
        }

        /** Empty if this Java does not sign with the key: what has ended here has ended, whoever can be told. */
        Optional<Departure> send(OutgoingMessage message, Optional<String> relayState) {
            try {
                return Optional.of(
                        switch (binding) {
                            case REDIRECT ->
                                new Departure.Redirect(RedirectBinding.address(message, relayState, Optional.of(key)));
                            case POST -> new Departure.FormPost(to, post.fields(message, relayState, Optional.of(key)));
                        });
            } catch (UnavailableException e) {
                return Optional.empty();
            }
        }
    }
}
