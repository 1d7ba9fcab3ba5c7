package dev.daypass.adapters.saml;

import dev.daypass.adapters.saml.key.SigningKey;
import dev.daypass.adapters.saml.metadata.SignOn;
import dev.daypass.adapters.saml.request.AuthnRequest;
import dev.daypass.adapters.saml.request.PostBinding;
import dev.daypass.adapters.saml.request.RedirectBinding;
import dev.daypass.adapters.saml.response.ServiceProvider;
import dev.daypass.core.login.Departure;
import dev.daypass.core.login.LoginStart;
import dev.daypass.core.login.PendingLogin;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.UnavailableException;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.SamlSettings;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.snapshot.RequestContext;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * Sends people to SAML identity providers to sign in (SAML Profiles 4.1.3.2 and 4.1.3.3), by the binding that the settings
 * or the metadata say. A login hint is not passed on: SAML has no place for it that providers agree on. Safe for several
 * threads; asks no network.
 */
final class SamlLogin implements LoginStart {
    private final ProviderStates states;
    private final PostBinding post = new PostBinding();

    SamlLogin(ProviderStates states) {
        this.states = states;
    }

    @Override
    public Outcome<Departure> depart(Provider provider, PendingLogin pending, Wishes wishes, RequestContext request) {
        if (!(provider.settings() instanceof SamlSettings settings)) {
            return refused(Reason.PROVIDER_MISMATCH, "S88: the provider does not speak SAML");
        }
        Optional<SignOn> signOn = states.signOn(settings, request.instant());
        if (signOn.isEmpty()) {
            return refused(Reason.PROVIDER_NOT_READY, "S84, S85: no usable metadata");
        }
        if (signOn.get().wantsSigned() && settings.requests().signingKey().isEmpty()) {
            return refused(
                    Reason.PROVIDER_NOT_READY,
                    "the metadata says WantAuthnRequestsSigned and there is no `requestSigningKey`");
        }
        return Way.choose(signOn.get(), settings.requests().binding()).map(way -> {
            var asked = new AuthnRequest(
                    pending.requestId(),
                    request.instant(),
                    way.to(),
                    ServiceProvider.of(request.snapshot().issuer(), provider.id()),
                    settings.requests().forcing(wishes.forceAuthn()));
            return sent(
                    way, asked, pending.id(), settings.requests().signingKey().map(SamlLogin::key));
        });
    }

    private Departure sent(Way way, AuthnRequest asked, String relayState, Optional<SigningKey> key) {
        return switch (way.binding()) {
            case REDIRECT -> new Departure.Redirect(RedirectBinding.address(asked, Optional.of(relayState), key));
            case POST -> new Departure.FormPost(way.to(), post.fields(asked, Optional.of(relayState), key));
        };
    }

    private static SigningKey key(Secret pem) {
        try {
            return SigningKey.read(pem);
        } catch (GeneralSecurityException e) {
            throw new UnavailableException("a `requestSigningKey` cannot be read", e);
        }
    }

    /** By which binding, and where to. */
    private record Way(SamlSettings.Binding binding, URI to) {
        static Outcome<Way> choose(SignOn signOn, Optional<SamlSettings.Binding> wanted) {
            SamlSettings.Binding binding = wanted.orElse(
                    signOn.redirect().isPresent() ? SamlSettings.Binding.REDIRECT : SamlSettings.Binding.POST);
            Optional<URI> to =
                    switch (binding) {
                        case REDIRECT -> signOn.redirect();
                        case POST -> signOn.post();
                    };
            return to.<Outcome<Way>>map(address -> Outcome.granted(new Way(binding, address)))
                    .orElseGet(() -> refused(
                            Reason.PROVIDER_NOT_READY,
                            "the metadata offers no https SingleSignOnService for the binding " + binding));
        }
    }

    private static <T> Outcome<T> refused(Reason reason, String detail) {
        return Outcome.refused(
                reason, "People cannot be sent to this identity provider now; tell the operator", detail);
    }
}
