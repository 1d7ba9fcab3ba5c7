package dev.daypass.core.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

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

    /** The hashes of every way in which a session can be revoked. */
    public static List<String> allOf(Session session) {
        var hashes = new ArrayList<String>();
        hashes.add(of(Revocation.Scope.SESSION, session.id()));
        session.lineage().ancestors().forEach(ancestor -> hashes.add(of(Revocation.Scope.SESSION, ancestor)));
        hashes.add(of(Revocation.Scope.ROLE, session.owner().uniqueId()));
        String provider = session.origin().provider().map(id -> id.name()).orElse("");
        hashes.add(of(
                Revocation.Scope.SUBJECT,
                Revocation.subjectKey(provider, session.origin().subject())));
        return hashes;
    }
}
