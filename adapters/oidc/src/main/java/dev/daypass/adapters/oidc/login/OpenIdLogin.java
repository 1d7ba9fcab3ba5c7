package dev.daypass.adapters.oidc.login;

import dev.daypass.adapters.oidc.keys.KeyDirectory;
import dev.daypass.adapters.oidc.keys.OpenIdEndpoints;
import dev.daypass.core.identity.AttributeValue;
import dev.daypass.core.identity.Attributes;
import dev.daypass.core.login.CodeRedeemer;
import dev.daypass.core.login.Departure;
import dev.daypass.core.login.LoginStart;
import dev.daypass.core.login.PendingLogin;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.TokenSettings;
import dev.daypass.core.signin.Proof;
import dev.daypass.core.snapshot.RequestContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The relying party of the authorization code flow with PKCE (OpenID Connect Core 3.1, RFC 9700 section 2.1). Safe for
 * several threads; a provider that does not answer holds a request for twelve seconds at most.
 */
public final class OpenIdLogin implements LoginStart, CodeRedeemer {
    /** Of a pushed request: it goes into the address that the browser is sent to. */
    private static final int LONGEST_NAME = 1_024;

    private final KeyDirectory keys;
    private final BackChannel channel;
    private final ClientAuthentication authentication;

    /**
     * @param keys knows the providers' endpoints
     * @param client follows no redirects by itself; its TLS settings decide whom to trust
     * @param ids makes random names for client assertions
     */
    public OpenIdLogin(KeyDirectory keys, HttpClient client, Supplier<String> ids) {
        this.keys = keys;
        this.channel = new BackChannel(client);
        this.authentication = new ClientAuthentication(ids);
    }

    /** A provider that people sign in at, and what is known of it now. */
    private record Party(
            TokenSettings settings, TokenSettings.Client client, OpenIdEndpoints endpoints, String callback) {}

    @Override
    public Outcome<Departure> depart(Provider provider, PendingLogin pending, Wishes wishes, RequestContext request) {
        return party(provider, request)
                .then(party -> needed(party.endpoints().authorization(), "authorization_endpoint")
                        .then(authorize -> asked(party, pending, wishes, request.instant())
                                .map(query -> new Departure.Redirect(FormText.with(authorize, query)))));
    }

    @Override
    public Outcome<Proof.Jwt> redeem(Provider provider, Answer answer, PendingLogin pending, RequestContext request) {
        return party(provider, request).then(party -> answeredBy(party, answer)).then(party -> needed(
                        party.endpoints().token(), "token_endpoint")
                .then(to -> channel.post(to, redemption(party, answer, pending, request.instant())))
                .then(TokenAnswer::read)
                .then(tokens -> userinfo(party, tokens)
                        .map(userinfo -> new Proof.Jwt(
                                tokens.idToken().reveal(),
                                Optional.of(new Proof.Jwt.Beside(tokens.accessToken(), userinfo))))));
    }

    private Outcome<Party> party(Provider provider, RequestContext request) {
        if (!(provider.settings() instanceof TokenSettings settings)
                || settings.client().isEmpty()) {
            return LoginRefusals.refused(
                    Reason.PROVIDER_MISMATCH, "S88: nobody signs in at this provider with a browser");
        }
        String callback = request.snapshot().issuer() + "/oidc/" + provider.id().name() + "/callback";
        return keys.endpoints(settings)
                .fold(
                        endpoints -> Outcome.granted(
                                new Party(settings, settings.client().get(), endpoints, callback)),
                        LoginRefusals::retold);
    }

    private static Outcome<URI> needed(Optional<URI> endpoint, String name) {
        return endpoint.map(Outcome::granted)
                .orElseGet(() -> LoginRefusals.refused(
                        Reason.PROVIDER_NOT_READY, "the discovery document has no usable `" + name + "`"));
    }

    /** The query that the browser carries: the request, or the name that it was pushed under (RFC 9126 section 4). */
    private Outcome<Map<String, String>> asked(Party party, PendingLogin pending, Wishes wishes, Instant now) {
        Map<String, String> parameters = new AuthorizationRequest(party.settings(), party.client(), party.callback())
                .parameters(pending, wishes);
        Optional<URI> push = party.endpoints().pushedRequests();
        return switch (party.client().signIn().pushed()) {
            case NEVER -> Outcome.granted(parameters);
            case WHERE_OFFERED ->
                push.isPresent() ? pushed(party, push.get(), parameters, now) : Outcome.granted(parameters);
            case ALWAYS ->
                needed(push, "pushed_authorization_request_endpoint").then(to -> pushed(party, to, parameters, now));
        };
    }

    private Outcome<Map<String, String>> pushed(Party party, URI to, Map<String, String> parameters, Instant now) {
        var request = authentication.prove(
                parameters, party.settings(), party.endpoints().secrets(), now);
        return channel.post(to, request).then(answer -> {
            if (answer.status() != 201 && answer.status() != 200) {
                return LoginRefusals.told("the endpoint for pushed requests", answer.status(), answer.members());
            }
            Optional<String> name = answer.members()
                    .plain("request_uri")
                    .filter(AttributeValue.Text.class::isInstance)
                    .map(AttributeValue::text)
                    .filter(text -> !text.isEmpty() && text.length() <= LONGEST_NAME);
            return name.map(found -> Outcome.granted(query(party.client().id(), found)))
                    .orElseGet(() -> LoginRefusals.refused(
                            Reason.PROVIDER_NOT_READY,
                            "the answer to a pushed request has no `request_uri` of usable length"));
        });
    }

    private static Map<String, String> query(String clientId, String requestUri) {
        var query = new LinkedHashMap<String, String>();
        query.put("client_id", clientId);
        query.put("request_uri", requestUri);
        return query;
    }

    /** RFC 9207 section 2.4: an honest provider's code must not be taken to a dishonest one's token endpoint. */
    private static Outcome<Party> answeredBy(Party party, Answer answer) {
        boolean named = answer.issuer().isPresent();
        if (named && !answer.issuer().get().equals(party.settings().issuer())) {
            return LoginRefusals.mixedUp("O12: `iss` of the answer is another issuer's");
        }
        return named || party.endpoints().answers() == OpenIdEndpoints.Answers.MAY_NAME_THE_ISSUER
                ? Outcome.granted(party)
                : LoginRefusals.mixedUp("O12: the provider names itself in its answers, and this one has no `iss`");
    }

    /** RFC 6749 section 4.1.3, RFC 7636 section 4.5. */
    private ClientAuthentication.Proven redemption(Party party, Answer answer, PendingLogin pending, Instant now) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "authorization_code");
        form.put("code", answer.code().reveal());
        form.put("redirect_uri", party.callback());
        form.put("code_verifier", pending.codeVerifier().reveal());
        return authentication.prove(form, party.settings(), party.endpoints().secrets(), now);
    }

    /** OpenID Connect Core 5.3: claims that the ID token does not have; whose they are is checked with the token. */
    private Outcome<Optional<Attributes>> userinfo(Party party, TokenAnswer tokens) {
        Optional<URI> endpoint = party.endpoints().userinfo();
        if (endpoint.isEmpty() || party.client().signIn().userinfo() == TokenSettings.Userinfo.NEVER) {
            return Outcome.granted(Optional.empty());
        }
        return channel.get(endpoint.get(), "Bearer " + tokens.accessToken().reveal())
                .then(answer -> answer.status() == 200
                        ? Outcome.granted(
                                Optional.of(Attributes.of(answer.members().asMap())))
                        : LoginRefusals.told("the userinfo endpoint", answer.status(), answer.members()));
    }
}
