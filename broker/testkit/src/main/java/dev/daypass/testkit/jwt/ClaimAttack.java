package dev.daypass.testkit.jwt;

import dev.daypass.core.outcome.Reason;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Attacks on what a token says: signed by the honest key over claims that must not be believed, by the numbers of the
 * catalogue of bad input (O01 to O10, X01, X02). The provider they aim at is an OpenID provider with one audience, tokens
 * of an hour at most and a minute of skew.
 */
public enum ClaimAttack {
    O01_ISSUER_ABSENT(Reason.TOKEN_CLAIM_INVALID, (draft, forge) -> draft.without("iss")),
    O01_ISSUER_IS_A_LIST(
            Reason.TOKEN_CLAIM_INVALID,
            (draft, forge) -> draft.claim("iss", List.of(forge.issuer().issuer()))),
    O01_ISSUER_WITH_A_SLASH(
            Reason.ISSUER_MISMATCH,
            (draft, forge) -> draft.claim("iss", forge.issuer().issuer() + "/")),
    O01_ISSUER_IS_A_PREFIX(
            Reason.ISSUER_MISMATCH,
            (draft, forge) -> draft.claim("iss", shortened(forge.issuer().issuer()))),
    O01_ISSUER_IN_ANOTHER_CASE(
            Reason.ISSUER_MISMATCH,
            (draft, forge) -> draft.claim("iss", forge.issuer().issuer().replace("http", "HTTP"))),
    O01_ISSUER_OF_ANOTHER_TENANT(
            Reason.ISSUER_MISMATCH,
            (draft, forge) -> draft.claim("iss", forge.issuer().issuer() + "/realms/other")),
    O01_ISSUER_IS_A_TEMPLATE(
            Reason.ISSUER_MISMATCH,
            (draft, forge) -> draft.claim("iss", forge.issuer().issuer() + "/{tenantid}")),
    O02_AUDIENCE_ABSENT(Reason.AUDIENCE_MISMATCH, (draft, forge) -> draft.without("aud")),
    O02_AUDIENCE_OF_ANOTHER(Reason.AUDIENCE_MISMATCH, (draft, forge) -> draft.audience("payroll")),
    O02_AUDIENCE_CONTAINS_US(
            Reason.AUDIENCE_MISMATCH, (draft, forge) -> draft.audience(TokenIssuer.AUDIENCE + "-staging")),
    O02_AUDIENCE_IN_ANOTHER_CASE(Reason.AUDIENCE_MISMATCH, (draft, forge) -> draft.audience("Daypass")),
    O02_AUDIENCE_EMPTY_LIST(Reason.AUDIENCE_MISMATCH, (draft, forge) -> draft.claim("aud", List.of())),
    O02_AUDIENCE_EMPTY(Reason.TOKEN_CLAIM_INVALID, (draft, forge) -> draft.audience("")),
    O02_AUDIENCE_IS_A_NUMBER(Reason.TOKEN_CLAIM_INVALID, (draft, forge) -> draft.claim("aud", 7)),
    O02_AUDIENCE_WITH_STRANGERS(
            Reason.AUDIENCE_MISMATCH,
            (draft, forge) -> draft.audience(TokenIssuer.AUDIENCE, "payroll").claim("azp", TokenIssuer.AUDIENCE)),
    O03_AUTHORIZED_PARTY_IS_ANOTHER(Reason.AUTHORIZED_PARTY_MISMATCH, (draft, forge) -> draft.claim("azp", "payroll")),
    O03_AUTHORIZED_PARTY_IS_A_LIST(
            Reason.TOKEN_CLAIM_INVALID, (draft, forge) -> draft.claim("azp", List.of(TokenIssuer.AUDIENCE))),
    O06_EXPIRED(Reason.PROOF_EXPIRED, (draft, forge) -> shifted(draft, -3600, -300)),
    O06_EXPIRY_ABSENT(Reason.TOKEN_CLAIM_INVALID, (draft, forge) -> draft.without("exp")),
    O06_EXPIRY_IS_A_TEXT(
            Reason.TOKEN_CLAIM_INVALID, (draft, forge) -> draft.claim("exp", Long.toString(issuedAt(draft) + 300))),
    O06_EXPIRY_IS_HUGE(Reason.TOKEN_CLAIM_INVALID, (draft, forge) -> draft.claim("exp", new Json.Raw("1e308"))),
    O06_EXPIRY_IS_INFINITE(Reason.TOKEN_MALFORMED, (draft, forge) -> draft.claim("exp", new Json.Raw("1e999"))),
    O06_EXPIRY_HAS_HUNDRED_DIGITS(
            Reason.TOKEN_MALFORMED, (draft, forge) -> draft.claim("exp", new Json.Raw("9".repeat(100)))),
    O06_EXPIRY_IS_NEGATIVE(Reason.TOKEN_CLAIM_INVALID, (draft, forge) -> draft.claim("exp", -1)),
    O06_EXPIRY_IS_A_LIST(
            Reason.TOKEN_CLAIM_INVALID, (draft, forge) -> draft.claim("exp", List.of(issuedAt(draft) + 300))),
    O06_EXPIRY_IS_NULL(Reason.TOKEN_CLAIM_INVALID, (draft, forge) -> draft.claim("exp", new Json.Raw("null"))),
    O06_EXPIRY_BEFORE_ISSUE(Reason.TOKEN_CLAIM_INVALID, (draft, forge) -> draft.claim("exp", issuedAt(draft) - 10)),
    O06_ISSUED_IN_THE_FUTURE(Reason.PROOF_NOT_YET_VALID, (draft, forge) -> shifted(draft, 600, 900)),
    O06_ISSUE_TIME_ABSENT(Reason.TOKEN_CLAIM_INVALID, (draft, forge) -> draft.without("iat")),
    O06_NOT_YET_VALID(Reason.PROOF_NOT_YET_VALID, (draft, forge) -> draft.claim("nbf", issuedAt(draft) + 120)),
    O06_NOT_BEFORE_IS_A_TEXT(Reason.TOKEN_CLAIM_INVALID, (draft, forge) -> draft.claim("nbf", "now")),
    O06_LIVES_TOO_LONG(Reason.TOKEN_CLAIM_INVALID, (draft, forge) -> draft.claim("exp", issuedAt(draft) + 90_000)),
    O07_AUTHENTICATED_IN_THE_FUTURE(
            Reason.PROOF_NOT_YET_VALID, (draft, forge) -> draft.claim("auth_time", issuedAt(draft) + 600)),
    O08_SUBJECT_ABSENT(Reason.SUBJECT_MISSING, (draft, forge) -> draft.without("sub")),
    O08_SUBJECT_EMPTY(Reason.SUBJECT_MISSING, (draft, forge) -> draft.subject("")),
    O08_SUBJECT_LONG(Reason.TOKEN_CLAIM_INVALID, (draft, forge) -> draft.subject("a".repeat(5000))),
    O08_SUBJECT_WITH_A_LINE_BREAK(Reason.TOKEN_CLAIM_INVALID, (draft, forge) -> draft.subject("alice\nroot")),
    O08_SUBJECT_WRITTEN_BACKWARDS(Reason.TOKEN_CLAIM_INVALID, (draft, forge) -> draft.subject("\u202Eecila")),
    O08_SUBJECT_WITH_OUTER_SPACE(Reason.TOKEN_CLAIM_INVALID, (draft, forge) -> draft.subject("alice ")),
    O08_SUBJECT_IS_A_NUMBER(Reason.TOKEN_CLAIM_INVALID, (draft, forge) -> draft.claim("sub", 42)),
    O10_GROUPS_ELSEWHERE(Reason.ATTRIBUTE_INVALID, (draft, forge) -> draft.without("groups")
            .claim("_claim_names", Map.of("groups", "src1"))
            .claim(
                    "_claim_sources",
                    Map.of("src1", Map.of("endpoint", forge.issuer().issuer())))),
    O10_GROUPS_ELSEWHERE_BY_FLAG(
            Reason.ATTRIBUTE_INVALID, (draft, forge) -> draft.without("groups").claim("hasgroups", true)),
    X01_ACCESS_TOKEN_SENT_AS_ID_TOKEN(Reason.TOKEN_TYPE, (draft, forge) -> draft.claim("typ", "Bearer")),
    X01_ACCESS_TOKEN_BY_TOKEN_USE(Reason.TOKEN_TYPE, (draft, forge) -> draft.claim("token_use", "access")),
    X01_LOGOUT_TOKEN_SENT_AS_ID_TOKEN(Reason.TOKEN_TYPE, (draft, forge) -> draft.claim("sid", "s1")
            .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()))),
    X02_AUDIENCE_OF_THE_CLUSTER(
            Reason.AUDIENCE_MISMATCH,
            (draft, forge) -> draft.claim("aud", List.of("https://kubernetes.default.svc.cluster.local")));

    private final Reason reason;

    @SuppressWarnings("ImmutableEnumChecker") // the mutations are lambdas that capture nothing
    private final BiFunction<TokenDraft, Forge, TokenDraft> change;

    ClaimAttack(Reason reason, BiFunction<TokenDraft, Forge, TokenDraft> change) {
        this.reason = reason;
        this.change = change;
    }

    /** The bad token, made from a fresh honest one and signed by the honest key. */
    public String token(Forge forge) {
        return change.apply(forge.draft(), forge).signedBy(forge.rsa());
    }

    /** Why it must be refused. */
    public Reason reason() {
        return reason;
    }

    private static long issuedAt(TokenDraft draft) {
        return draft.claims().get("iat") instanceof Number seconds ? seconds.longValue() : 0;
    }

    private static TokenDraft shifted(TokenDraft draft, long issued, long expires) {
        long now = issuedAt(draft);
        return draft.claim("iat", now + issued).claim("exp", now + expires);
    }

    private static String shortened(String issuer) {
        return issuer.substring(0, issuer.length() - 1);
    }
}
