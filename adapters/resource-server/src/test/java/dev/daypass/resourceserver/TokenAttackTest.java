package dev.daypass.resourceserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.resourceserver.outcome.Reason;
import dev.daypass.testkit.jwt.Forge;
import dev.daypass.testkit.jwt.SigningKey;
import dev.daypass.testkit.jwt.SigningKeys;
import dev.daypass.testkit.jwt.TokenAttack;
import dev.daypass.testkit.jwt.TokenDraft;
import dev.daypass.testkit.jwt.TokenIssuer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every attack on a token's form, header, signature and claims is refused for its own reason; its honest twin is not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TokenAttackTest {
    private final Stage stage = Stage.open();
    private final TokenIssuer elsewhere = TokenIssuer.start(stage.clock, stage.rsa, stage.ec);
    private final Forge forge = Forge.of(elsewhere, stage.rsa, stage.ec, stage::token);

    @AfterAll
    void close() {
        elsewhere.close();
        stage.close();
    }

    /** Left out are three that are honest here: access tokens, and one whose type says so whatever its claims add. */
    @ParameterizedTest(name = "{0}")
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"J09_ACCESS_TOKEN", "J09_ACCESS_TOKEN_BY_FULL_TYPE", "J09_LOGOUT_TOKEN_WITHOUT_TYPE"})
    void attackOnTheTokenIsRefused(TokenAttack attack) {
        honestTwinsPass();
        Optional<Reason> reason = Stage.reason(stage.check(attack.token(forge)));
        assertEquals(expected(attack), reason.map(Reason::name));
    }

    /** What no header can carry is refused as a request, before anything is read as a token. */
    private static Optional<String> expected(TokenAttack attack) {
        return Optional.of(
                switch (attack) {
                    case J16_FLATTENED_JSON,
                            J16_SEVERAL_SIGNATURES,
                            J17_SPACE_INSIDE,
                            J17_LINE_BREAK_AT_THE_END,
                            J17_FOREIGN_CHARACTER,
                            J18_EMPTY -> Reason.REQUEST_INVALID.name();
                    default -> attack.reason().name();
                });
    }

    @Test
    void accessTokenTypeMayBeSpelledInFull() {
        assertTrue(stage.check(TokenAttack.J09_ACCESS_TOKEN_BY_FULL_TYPE.token(forge))
                .value()
                .isPresent());
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"J09_LOGOUT_TOKEN", "J09_DPOP_PROOF", "J09_SELECTIVE_DISCLOSURE", "J09_TYPE_IS_A_LIST"})
    void j09OtherTokensOfTheSameIssuerAreRefused(TokenAttack attack) {
        honestTwinsPass();
        assertEquals(Optional.of(Reason.TOKEN_TYPE), Stage.reason(stage.check(attack.token(forge))));
        var idToken = new TokenDraft(Map.of("typ", "JWT"), stage.token().claims());
        assertEquals(Optional.of(Reason.TOKEN_TYPE), Stage.reason(stage.check(idToken.signedBy(stage.ec))));
        var untyped = new TokenDraft(Map.of(), stage.token().claims());
        assertEquals(Optional.of(Reason.TOKEN_TYPE), Stage.reason(stage.check(untyped.signedBy(stage.ec))));
    }

    /** J05: the header's addresses are never looked at. */
    @Test
    void j05AddressesInTheHeaderAreNeverFetched() {
        honestTwinsPass();
        int before = elsewhere.keyRequests();
        stage.check(TokenAttack.J05_KEY_SET_ADDRESS_IN_THE_HEADER.token(forge));
        stage.check(TokenAttack.J05_CERTIFICATE_ADDRESS_IN_THE_HEADER.token(forge));
        assertEquals(before, elsewhere.keyRequests());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("claimAttacks")
    void attackOnTheClaimsIsRefused(String name, Reason reason, TokenDraft draft) {
        honestTwinsPass();
        assertEquals(Optional.of(reason), Stage.reason(stage.check(draft.signedBy(stage.ec))), name);
    }

    Stream<Arguments> claimAttacks() {
        TokenDraft honest = stage.token();
        String issuer = stage.broker.issuer();
        long now = stage.clock.instant().getEpochSecond();
        return Stream.of(
                Arguments.of("O01 issuer absent", Reason.ISSUER_MISMATCH, honest.without("iss")),
                Arguments.of("O01 issuer with a slash", Reason.ISSUER_MISMATCH, honest.claim("iss", issuer + "/")),
                Arguments.of("O01 issuer is a list", Reason.ISSUER_MISMATCH, honest.claim("iss", List.of(issuer))),
                Arguments.of(
                        "O01 issuer in another case",
                        Reason.ISSUER_MISMATCH,
                        honest.claim("iss", issuer.replace("http", "HTTP"))),
                Arguments.of("O02 audience absent", Reason.AUDIENCE_MISMATCH, honest.without("aud")),
                Arguments.of("O02 audience of the broker", Reason.AUDIENCE_MISMATCH, honest.audience(issuer)),
                Arguments.of(
                        "O02 audience begins alike", Reason.AUDIENCE_MISMATCH, honest.audience(Stage.AUDIENCE + "/x")),
                Arguments.of("O02 audience empty list", Reason.AUDIENCE_MISMATCH, honest.claim("aud", List.of())),
                Arguments.of(
                        "O02 audience mixed",
                        Reason.AUDIENCE_MISMATCH,
                        honest.claim("aud", List.of(Stage.AUDIENCE, 7))),
                Arguments.of(
                        "O06 expired",
                        Reason.TOKEN_EXPIRED,
                        honest.claim("iat", now - 60).claim("exp", now - 31)),
                Arguments.of("O06 expiry absent", Reason.TOKEN_CLAIM_INVALID, honest.without("exp")),
                Arguments.of("O06 expiry is a text", Reason.TOKEN_CLAIM_INVALID, honest.claim("exp", "9999999999")),
                Arguments.of("O06 expiry beyond time", Reason.TOKEN_CLAIM_INVALID, honest.claim("exp", Long.MAX_VALUE)),
                Arguments.of("O06 expiry is negative", Reason.TOKEN_CLAIM_INVALID, honest.claim("exp", -1)),
                Arguments.of("O06 ends before it begins", Reason.TOKEN_CLAIM_INVALID, honest.claim("exp", now)),
                Arguments.of("O06 issued in the future", Reason.TOKEN_NOT_YET_VALID, honest.claim("iat", now + 31)),
                Arguments.of("O06 not yet valid", Reason.TOKEN_NOT_YET_VALID, honest.claim("nbf", now + 31)),
                Arguments.of("O06 issue time absent", Reason.TOKEN_CLAIM_INVALID, honest.without("iat")),
                Arguments.of("O08 subject absent", Reason.TOKEN_CLAIM_INVALID, honest.without("sub")),
                Arguments.of(
                        "O08 subject with a line break", Reason.TOKEN_CLAIM_INVALID, honest.subject("alice\nroot")),
                Arguments.of("O08 subject of 5000", Reason.TOKEN_CLAIM_INVALID, honest.subject("a".repeat(5000))),
                Arguments.of("session absent", Reason.TOKEN_CLAIM_INVALID, honest.without("sid")),
                Arguments.of("client absent", Reason.TOKEN_CLAIM_INVALID, honest.without("client_id")),
                Arguments.of("id absent", Reason.TOKEN_CLAIM_INVALID, honest.without("jti")),
                Arguments.of("beyond revocation", Reason.TOKEN_CLAIM_INVALID, honest.without("rvk")),
                Arguments.of("revocation list empty", Reason.TOKEN_CLAIM_INVALID, honest.claim("rvk", List.of())),
                Arguments.of("revocation list of numbers", Reason.TOKEN_CLAIM_INVALID, honest.claim("rvk", List.of(1))),
                Arguments.of("tags are a list", Reason.TOKEN_CLAIM_INVALID, honest.claim("tags", List.of("x"))),
                Arguments.of("tag is a number", Reason.TOKEN_CLAIM_INVALID, honest.claim("tags", Map.of("x", 1))),
                Arguments.of(
                        "T07 details that are no list",
                        Reason.TOKEN_CLAIM_INVALID,
                        honest.claim("authorization_details", Map.of("type", "iam_policy"))),
                Arguments.of(
                        "T07 details that are no objects",
                        Reason.TOKEN_CLAIM_INVALID,
                        honest.claim("authorization_details", List.of("iam_policy"))),
                Arguments.of("X08 actors of 9", Reason.TOKEN_CLAIM_INVALID, honest.claim("act", actors(9))),
                Arguments.of("X08 actor without subject", Reason.TOKEN_CLAIM_INVALID, honest.claim("act", Map.of())),
                Arguments.of(
                        "bound by who knows what", Reason.TOKEN_CLAIM_INVALID, honest.claim("cnf", Map.of("kid", "k"))),
                Arguments.of("bound to nothing", Reason.TOKEN_CLAIM_INVALID, honest.claim("cnf", Map.of())));
    }

    @Test
    void severalAudiencesAndActorsAreHonest() {
        TokenDraft draft = stage.token()
                .audience("https://other.example.com", Stage.AUDIENCE)
                .claim("act", actors(8));
        VerifiedSession session = stage.check(draft.signedBy(stage.ec)).value().orElseThrow();
        assertEquals(8, session.actors().size());
        assertEquals("actor-8", session.actors().get(0).subject());
    }

    /** O06: a token is used until its end and the skew, and not a second longer. */
    @Test
    void clockSkewIsTheSettingsAndNoMore() {
        long now = stage.clock.instant().getEpochSecond();
        TokenDraft old = stage.token().claim("iat", now - 60);
        assertTrue(stage.check(old.claim("exp", now - 29).signedBy(stage.ec))
                .value()
                .isPresent());
        assertEquals(
                Optional.of(Reason.TOKEN_EXPIRED),
                Stage.reason(stage.check(old.claim("exp", now - 30).signedBy(stage.ec))));
        assertTrue(stage.check(stage.token().claim("iat", now + 30).signedBy(stage.ec))
                .value()
                .isPresent());
    }

    /** J03: a key may only be used with the algorithms of the settings. */
    @Test
    void j03AlgorithmThatTheServiceDoesNotListIsRefused() {
        honestTwinsPass();
        SigningKey wide = SigningKeys.RSA.with("PS384");
        assertEquals(
                Optional.of(Reason.TOKEN_ALGORITHM),
                Stage.reason(stage.check(stage.token().signedBy(wide))));
    }

    private static Map<String, Object> actors(int depth) {
        return depth == 1 ? Map.of("sub", "actor-1") : Map.of("sub", "actor-" + depth, "act", actors(depth - 1));
    }

    private void honestTwinsPass() {
        assertTrue(stage.check(stage.token().signedBy(stage.rsa)).value().isPresent());
        assertTrue(stage.check(stage.honest()).value().isPresent());
    }
}
