package dev.daypass.core.exchange;

import dev.daypass.core.session.Credentials;
import dev.daypass.core.session.Session;

/**
 * A session together with its proof.
 *
 * @param packedPolicySize per cent of the space for session policies and tags that is used (AWS STS)
 */
public record IssuedSession(Session session, Credentials credentials, int packedPolicySize) {}
