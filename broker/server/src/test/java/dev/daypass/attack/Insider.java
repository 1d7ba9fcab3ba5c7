package dev.daypass.attack;

import dev.daypass.adapters.store.Store;
import dev.daypass.adapters.store.StoreSettings;
import dev.daypass.core.keys.Jws;
import dev.daypass.core.keys.KeySchedule;
import dev.daypass.core.keys.LiveKeys;
import dev.daypass.core.keys.SigningAlgorithm;
import dev.daypass.core.keys.SigningKeys;
import dev.daypass.core.keys.TokenType;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.session.Session;
import dev.daypass.core.session.SessionLimits;
import dev.daypass.core.session.SessionRecordCodec;
import dev.daypass.core.session.SessionTokens;
import dev.daypass.core.token.Claims;
import dev.daypass.server.sts.Signed;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Another node on the attacked broker's store: signs with the broker's own keys what the broker never would, so that an
 * attack fails for its own reason alone.
 */
final class Insider implements AutoCloseable {
    private final AttackedBroker broker;
    private final Store store;
    private final SigningKeys keys;
    private final SessionTokens sessions;

    Insider(AttackedBroker broker) {
        this.broker = broker;
        var random = new SecureRandom();
        var settings = new StoreSettings(
                "jdbc:h2:file:" + broker.ground.directory().resolve("data/daypass"), "daypass", Secret.of(""));
        this.store = Store.open(settings, AttackedBroker.ENCRYPTION, random, new SessionRecordCodec());
        var ring = new LiveKeys(store.keys(), KeySchedule.keeping(SessionLimits.LONGEST_OF_ALL), broker.clock, random);
        this.keys = new SigningKeys(store.signingKeys(), ring, random);
        this.sessions = new SessionTokens(ring);
    }

    /** The access token of a session that the broker has issued. */
    String accessToken(Signed.Keys credentials) {
        return sign(TokenType.ACCESS_TOKEN, claims(credentials));
    }

    /** The access token of a session that the broker has issued, for the site behind the proxy. */
    String siteToken(Signed.Keys credentials) {
        return sign(TokenType.ACCESS_TOKEN, siteClaims(credentials));
    }

    Map<String, Object> siteClaims(Signed.Keys credentials) {
        Map<String, Object> claims = claims(credentials);
        claims.put("aud", "https://wiki.example.com");
        return claims;
    }

    /** What its access token says. */
    Map<String, Object> claims(Signed.Keys credentials) {
        String sealedSession = credentials.token().orElseThrow();
        Session session =
                sessions.open(credentials.id(), sealedSession).orElseThrow().session();
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", "https://broker.example.com");
        claims.put("sub", session.owner().arn().toString());
        claims.put("aud", "https://broker.example.com");
        claims.put("exp", session.expiresAt().getEpochSecond());
        claims.put("iat", session.issuedAt().getEpochSecond());
        claims.put("jti", "attack");
        claims.put("client_id", "attacker");
        claims.put("sid", session.id());
        claims.put("daypass:session", sealedSession);
        return claims;
    }

    /** Signs any claims as any type of token. */
    String sign(TokenType type, Map<String, Object> claims) {
        return new Jws(keys)
                .sign(type, SigningAlgorithm.ES256, Claims.of(claims).text(), now());
    }

    /** The broker's public key as published. */
    Map<String, String> publicKey() {
        return keys.signer(SigningAlgorithm.ES256, now()).jwk();
    }

    private Instant now() {
        return broker.clock.instant();
    }

    /** A token with another header and the same claims and signature. */
    static String withHeader(String token, String header) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8))
                + token.substring(token.indexOf('.'));
    }

    static List<String> parts(String token) {
        return List.of(token.split("\\.", -1));
    }

    @Override
    public void close() {
        store.close();
    }
}
