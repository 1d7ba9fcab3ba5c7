package dev.daypass.adapters.oidc;

import dev.daypass.adapters.oidc.jose.AuditText;
import dev.daypass.adapters.oidc.jose.Claims;
import dev.daypass.adapters.oidc.jose.CompactToken;
import dev.daypass.adapters.oidc.jose.RegisteredClaims;
import dev.daypass.adapters.oidc.jose.TokenRefusals;
import dev.daypass.core.identity.AttributeValue;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.provider.ProviderSettings;
import dev.daypass.core.provider.TokenSettings;
import dev.daypass.core.signin.Expectation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that the claims of a signed token must fulfil (OpenID Connect Core 3.1.3.7; RFC 7519 section 4.1; RFC 8725
 * sections 3.8 to 3.12). Each check answers what is wrong, if anything; the first one counts.
 */
final class ClaimChecks {
    /** OpenID Connect Core 2: at most 255 characters. CI jobs write whole paths into their subjects. */
    private static final Map<ProviderSettings.Kind, Integer> LONGEST_SUBJECT =
            Map.of(ProviderSettings.Kind.OIDC, 255, ProviderSettings.Kind.JWT, 1024);

    /** What Keycloak ({@code typ}) and Cognito ({@code token_use}) write into claims to tell their tokens apart. */
    private static final Set<String> NO_ID_TOKEN = Set.of("bearer", "access", "refresh", "offline", "dpop");

    private final Claims claims;
    private final RegisteredClaims registered;
    private final TokenSettings settings;
    private final Expectation expectation;
    private final Instant now;
    private final Overage overage;

    ClaimChecks(CompactToken token, TokenSettings settings, Expectation expectation, Instant now, Overage overage) {
        this.claims = token.claims();
        this.registered = token.registered();
        this.settings = settings;
        this.expectation = expectation;
        this.now = now;
        this.overage = overage;
    }

    Optional<Refusal> problem() {
        return tokenKind()
                .or(() -> new Addressing(registered, settings).audienceProblem())
                .or(this::authorizedParty)
                .or(() -> new TimeChecks(registered.times(), settings, now).problem())
                .or(this::nonce)
                .or(this::subject)
                .or(this::authenticationContext)
                .or(this::requiredClaims)
                .or(this::distributedClaims);
    }

    /** RFC 8725 section 3.11: logout and event tokens are never a proof; access tokens are no ID tokens. */
    private Optional<Refusal> tokenKind() {
        if (claims.has("events")) {
            return refusal(Reason.TOKEN_TYPE, "J09: `events` makes it a logout or event token");
        }
        if (says("typ", Set.of("logout"))) {
            return refusal(Reason.TOKEN_TYPE, "J09: the claim `typ` makes it a logout token");
        }
        boolean idTokenOnly = settings.kind() == ProviderSettings.Kind.OIDC
                && !settings.checks().types().contains("at+jwt");
        if (idTokenOnly && (says("typ", NO_ID_TOKEN) || says("token_use", NO_ID_TOKEN))) {
            return refusal(Reason.TOKEN_TYPE, "X01: the claim `typ` or `token_use` says that it is no ID token");
        }
        return Optional.empty();
    }

    private boolean says(String claim, Set<String> words) {
        return claims.plain(claim)
                .filter(value -> words.stream().anyMatch(word -> word.equalsIgnoreCase(value.text())))
                .isPresent();
    }

    private Optional<Refusal> authorizedParty() {
        if (settings.kind() != ProviderSettings.Kind.OIDC) {
            return Optional.empty();
        }
        Optional<String> party = registered.authorizedParty();
        if (party.isEmpty()) {
            return registered.audiences().size() == 1
                    ? Optional.empty()
                    : refusal(Reason.AUTHORIZED_PARTY_MISMATCH, "O03: several audiences and no `azp`");
        }
        boolean us = settings.client()
                .map(client -> client.id().equals(party.get()))
                .orElseGet(() -> settings.audiences().contains(party.get()));
        return us
                ? Optional.empty()
                : refusal(
                        Reason.AUTHORIZED_PARTY_MISMATCH, "O03: `azp` " + AuditText.quote(party.get()) + " is not us");
    }

    /** OpenID Connect Core 3.1.3.7 (11). A token handed in by a client answers that client's nonce, not one of ours. */
    private Optional<Refusal> nonce() {
        Optional<String> sent = expectation.inResponseTo();
        return sent.isEmpty() || sent.equals(registered.nonce())
                ? Optional.empty()
                : refusal(Reason.IN_RESPONSE_TO_MISMATCH, "O04: `nonce` is not the one we sent");
    }

    private Optional<Refusal> subject() {
        String subject = registered.subject().orElse("");
        if (subject.isEmpty()) {
            return refusal(Reason.SUBJECT_MISSING, "O08: `sub` is missing or empty");
        }
        if (subject.length() > LONGEST_SUBJECT.getOrDefault(settings.kind(), 255)) {
            return refusal(Reason.TOKEN_CLAIM_INVALID, "O08: `sub` has " + subject.length() + " characters");
        }
        boolean plain = subject.codePoints().allMatch(ClaimChecks::isPlain)
                && subject.strip().equals(subject);
        return plain
                ? Optional.empty()
                : refusal(Reason.TOKEN_CLAIM_INVALID, "O08: `sub` has control, format or outer space characters");
    }

    /** Neither control characters nor such that change how the text looks (bidi marks, zero width). */
    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private Optional<Refusal> requiredClaims() {
        for (Map.Entry<String, String> required :
                settings.checks().requiredClaims().entrySet()) {
            boolean met = claims.all(required.getKey()).stream()
                    .anyMatch(value -> !(value instanceof AttributeValue.Structure)
                            && value.text().equals(required.getValue()));
            if (!met) {
                return refusal(
                        Reason.TOKEN_CLAIM_INVALID,
                        "the required claim `" + required.getKey() + "` is absent or has another value");
            }
        }
        return Optional.empty();
    }

    private Optional<Refusal> distributedClaims() {
        return overage.problem(claims.asMap());
    }

    /** {@code acr_values} is a wish only (OpenID Connect Core 3.1.2.1): whoever asked must look at what came of it. */
    private Optional<Refusal> authenticationContext() {
        List<String> asked =
                settings.client().map(client -> client.signIn().contexts()).orElseGet(List::of);
        boolean met = asked.isEmpty()
                || registered
                        .authentication()
                        .contextClass()
                        .filter(asked::contains)
                        .isPresent();
        return met ? Optional.empty() : refusal(Reason.REQUIREMENT_NOT_MET, "O07: `acr` is none of `acrValues`");
    }

    private static Optional<Refusal> refusal(Reason reason, String detail) {
        return Optional.of(TokenRefusals.refusal(reason, detail));
    }
}
