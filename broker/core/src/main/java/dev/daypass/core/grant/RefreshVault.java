package dev.daypass.core.grant;

import dev.daypass.core.application.Application;
import dev.daypass.core.keys.KeyRing;
import dev.daypass.core.keys.Purpose;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.session.ClientMarks;
import dev.daypass.core.session.Session;
import dev.daypass.core.session.SessionCodec;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What refresh tokens are made with: random texts for clients, and for the store the hash of each with the sealed grant
 * that it is for. Safe for several threads.
 */
public final class RefreshVault {
    private static final String PREFIX = "dpr_";
    private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");
    private static final int BYTES = 32;

    private final SessionCodec codec = new SessionCodec();
    private final Supplier<KeyRing> keys;
    private final SecureRandom random;

    /**
     * @param keys seal what a token is for
     */
    public RefreshVault(Supplier<KeyRing> keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
    }

    static boolean isToken(Secret presented) {
        return FORM.matcher(presented.reveal()).matches();
    }

    Secret newToken() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Secret.of(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** What the store keeps of a token. */
    RefreshToken seal(Secret token, RefreshGrant grant, Application client) {
        byte[] sealed = keys.get().seal(Purpose.REFRESH_GRANT, grant.encode(codec));
        return new RefreshToken(
                RefreshTokenHash.of(token),
                grant.root().id(),
                client.clientId(),
                Base64.getUrlEncoder().withoutPadding().encodeToString(sealed),
                grant.root().expiresAt());
    }

    /** What a token is for; empty if its key is retired, or the sealed grant is another token's. */
    Optional<RefreshGrant> open(RefreshToken token) {
        byte[] sealed = Base64.getUrlDecoder().decode(token.sealedGrant());
        return keys.get()
                .open(Purpose.REFRESH_GRANT, sealed)
                .map(opened -> RefreshGrant.decode(opened.plain(), codec))
                .filter(grant -> isOf(token, grant.root()));
    }

    /** What stands beside the sealed grant in the store says nothing else than the grant. */
    private static boolean isOf(RefreshToken token, Session root) {
        return root.id().equals(token.family())
                && List.of(token.clientId())
                        .equals(root.origin().conditionKeys().get(ClientMarks.CLIENT));
    }
}
