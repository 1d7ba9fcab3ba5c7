package dev.daypass.core.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What tokens and the public feed call a revocation: base64url of the first 16 bytes of SHA-256 over scope, a zero byte and
 * key. It tells who knows the key that it is revoked, and nobody else anything.
 */
public final class RevocationHash {
    private static final int BYTES = 16;

    private RevocationHash() {}

    public static String of(Revocation.Scope scope, String key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(scope.name().getBytes(StandardCharsets.US_ASCII));
            digest.update((byte) 0);
            byte[] hash = digest.digest(key.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }

    /** The hashes of every way in which a session, or one it was chained from, can be revoked. */
    public static List<String> allOf(Session session) {
        var hashes = new ArrayList<String>();
        hashes.add(of(Revocation.Scope.SESSION, session.id()));
        session.lineage().ancestorIds().forEach(id -> hashes.add(of(Revocation.Scope.SESSION, id)));
        roles(session).forEach(id -> hashes.add(of(Revocation.Scope.ROLE, id)));
        String provider = session.origin().provider().map(id -> id.name()).orElse("");
        hashes.add(of(
                Revocation.Scope.SUBJECT,
                Revocation.subjectKey(provider, session.origin().subject())));
        return hashes;
    }

    /** Unique ids of its owner and of those in its chain, each once. */
    private static Set<String> roles(Session session) {
        var roles = new LinkedHashSet<String>();
        roles.add(session.owner().uniqueId());
        session.lineage().ancestors().stream()
                .map(SessionLineage.Ancestor::ownerId)
                .filter(id -> !id.isEmpty())
                .forEach(roles::add);
        return roles;
    }
}
