package dev.daypass.server.wiring;

import dev.daypass.adapters.store.Store;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.keys.Jws;
import dev.daypass.core.keys.LiveKeys;
import dev.daypass.core.keys.SigningKeys;
import dev.daypass.core.session.SessionTokens;
import dev.daypass.core.token.AccessTokens;

/**
 * What makes and verifies tokens, over one store and one key ring.
 *
 * @param sessions session tokens of the AWS face
 * @param access access tokens of the OAuth face
 */
record Tokens(SigningKeys signingKeys, Jws jws, SessionTokens sessions, AccessTokens access) {
    static Tokens over(Store store, LiveKeys keys, AuditSink audit, Surroundings surroundings) {
        var signingKeys = new SigningKeys(store.signingKeys(), keys, surroundings.random());
        var jws = new Jws(signingKeys);
        var sessions = new SessionTokens(keys);
        var access = new AccessTokens(jws, sessions, store.revocations(), audit, surroundings.random());
        return new Tokens(signingKeys, jws, sessions, access);
    }
}
