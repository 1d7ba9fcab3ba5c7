package dev.daypass.server.oauth;

import dev.daypass.core.application.GrantType;
import dev.daypass.core.application.SubjectTokenType;
import dev.daypass.core.grant.Wishes;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.signin.Proof;
import dev.daypass.server.http.Form;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes a form into a {@link TokenRequest}. What cannot be read refuses; no grant stands in for another (security X04). */
final class TokenRequestParser {
    private static final Pattern SCOPE =
            Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+(?: [\\x21\\x23-\\x5B\\x5D-\\x7E]+)*");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");
    private static final int MOST_TARGETS = 16;

    private final AuthorizationDetails details = new AuthorizationDetails();

    Outcome<TokenRequest> parse(Form form) {
        return required(form, "grant_type").then(name -> GrantType.of(name)
                .map(grant -> TokenParameters.check(form, grant).then(checked -> parse(checked, grant)))
                .orElseGet(() -> Outcome.refused(
                        Reason.GRANT_UNKNOWN, "This grant type is not supported", "an unknown grant type")));
    }

    private Outcome<TokenRequest> parse(Form form, GrantType grant) {
        return wishes(form).then(wishes -> requestedForm(form).then(requested -> switch (grant) {
            case TOKEN_EXCHANGE -> exchange(form, wishes, requested);
            case SAML2_BEARER -> bearer(form, SubjectTokenType.SAML2, grant, wishes, requested);
            case JWT_BEARER -> bearer(form, SubjectTokenType.JWT, grant, wishes, requested);
            case CLIENT_CREDENTIALS -> Outcome.granted(new TokenRequest.ClientCredentials(wishes, requested));
            case REFRESH_TOKEN ->
                required(form, "refresh_token")
                        .map(token -> new TokenRequest.Refresh(Secret.of(token), wishes, requested));
            case DIRECTORY ->
                password(form).map(proof -> new TokenRequest.Directory(proof, provider(form), wishes, requested));
        }));
    }

    private static Outcome<TokenRequest> exchange(Form form, Wishes wishes, TokenRequest.Form requested) {
        return handedIn(form, "subject_token").then(subject -> actor(form).then(actor -> {
            boolean ticket = isTicket(subject)
                    || actor.filter(TokenRequestParser::isTicket).isPresent();
            return form.get("provider").isPresent() && !ticket
                    ? invalid("provider has no meaning here: the token says who made it")
                    : Outcome.granted(
                            new TokenRequest.Exchange(GrantType.TOKEN_EXCHANGE, subject, actor, wishes, requested));
        }));
    }

    private static boolean isTicket(TokenRequest.HandedIn token) {
        return token.type() == SubjectTokenType.KERBEROS;
    }

    private static Outcome<Proof.Password> password(Form form) {
        return required(form, "username")
                .then(name -> required(form, "password").map(text -> new Proof.Password(name, Secret.of(text))));
    }

    /** Like every parameter: without a value it is as good as left out (RFC 6749 section 3.2). */
    private static Optional<ProviderId> provider(Form form) {
        return form.get("provider").filter(name -> !name.isEmpty()).map(ProviderId::new);
    }

    private static Outcome<TokenRequest> bearer(
            Form form, SubjectTokenType type, GrantType grant, Wishes wishes, TokenRequest.Form requested) {
        return required(form, "assertion")
                .then(assertion -> handedIn(form, type, assertion))
                .map(subject -> new TokenRequest.Exchange(grant, subject, Optional.empty(), wishes, requested));
    }

    private static Outcome<TokenRequest.HandedIn> handedIn(Form form, String name) {
        return required(form, name).then(token -> required(form, name + "_type").then(type -> SubjectTokenType.of(type)
                .map(known -> handedIn(form, known, token))
                .orElseGet(() -> invalid(name + "_type is not a token type that is taken here"))));
    }

    private static Outcome<Optional<TokenRequest.HandedIn>> actor(Form form) {
        if (form.get("actor_token").isEmpty()) {
            return form.get("actor_token_type").isEmpty()
                    ? Outcome.granted(Optional.empty())
                    : invalid("actor_token_type comes without actor_token");
        }
        return handedIn(form, "actor_token").map(Optional::of);
    }

    private static Outcome<TokenRequest.HandedIn> handedIn(Form form, SubjectTokenType type, String token) {
        return switch (type) {
            case ID_TOKEN, JWT, ACCESS_TOKEN ->
                Outcome.granted(new TokenRequest.HandedIn(type, Secret.of(token), Optional.empty()));
            case SAML2 -> plain(token).map(text -> new TokenRequest.HandedIn(type, Secret.of(text), Optional.empty()));
            case KERBEROS -> plain(token).map(text -> new TokenRequest.HandedIn(type, Secret.of(text), provider(form)));
        };
    }

    private static Outcome<String> plain(String token) {
        return plainBase64(token).map(Outcome::granted).orElseGet(() -> invalid("the token is not base64url"));
    }

    /** RFC 7522 section 2.1 writes base64url; the bindings of SAML write base64, and many clients send that. */
    private static Optional<String> plainBase64(String token) {
        boolean url = token.indexOf('-') >= 0 || token.indexOf('_') >= 0 || token.length() % 4 != 0;
        if (!url || token.indexOf('+') >= 0 || token.indexOf('/') >= 0) {
            return Optional.of(token);
        }
        try {
            return Optional.of(
                    Base64.getEncoder().encodeToString(Base64.getUrlDecoder().decode(token)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Outcome<Wishes> wishes(Form form) {
        List<String> targets = new ArrayList<>(form.all("resource"));
        targets.addAll(form.all("audience"));
        if (targets.size() > MOST_TARGETS || targets.stream().anyMatch(String::isEmpty)) {
            return Outcome.refused(
                    Reason.TARGET_NOT_ALLOWED,
                    "resource and audience name at most " + MOST_TARGETS + " targets, none of them empty",
                    targets.size() + " targets, or an empty one");
        }
        return scopes(form).then(scopes -> details.policies(form.get("authorization_details"))
                .then(policies -> duration(form)
                        .map(duration -> new Wishes(targets, scopes, policies, duration, form.get("session_name")))));
    }

    private static Outcome<List<String>> scopes(Form form) {
        Optional<String> scope = form.get("scope");
        if (scope.isEmpty()) {
            return Outcome.granted(List.of());
        }
        return SCOPE.matcher(scope.get()).matches()
                ? Outcome.granted(List.of(scope.get().split(" ")))
                : Outcome.refused(
                        Reason.SCOPE_INVALID,
                        "scope is a list of names with single spaces between",
                        "X07: the scope is not of its form");
    }

    private static Outcome<Optional<Duration>> duration(Form form) {
        Optional<String> text = form.get("session_duration");
        if (text.isPresent() && !SECONDS.matcher(text.get()).matches()) {
            return invalid("session_duration is a number of seconds");
        }
        return Outcome.granted(text.map(seconds -> Duration.ofSeconds(Long.parseLong(seconds))));
    }

    static Outcome<TokenRequest.Form> requestedForm(Form form) {
        Optional<String> asked = form.get("requested_token_type");
        if (asked.isEmpty()) {
            return Outcome.granted(TokenRequest.Form.ACCESS_TOKEN);
        }
        return Arrays.stream(TokenRequest.Form.values())
                .filter(known -> known.uri().equals(asked.get()))
                .findFirst()
                .map(Outcome::granted)
                .orElseGet(() -> invalid("requested_token_type is not one that is made here"));
    }

    private static Outcome<String> required(Form form, String name) {
        return form.get(name)
                .filter(value -> !value.isEmpty())
                .map(Outcome::granted)
                .orElseGet(() -> Outcome.refused(
                        Reason.PARAMETER_MISSING, "The parameter " + name + " is missing", name + " is missing"));
    }

    private static <T> Outcome<T> invalid(String message) {
        return Outcome.refused(Reason.PARAMETER_INVALID, message, message);
    }
}
