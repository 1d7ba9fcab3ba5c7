package dev.daypass.core.login;

import dev.daypass.core.identity.Identity;
import dev.daypass.core.keys.KeyRing;
import dev.daypass.core.keys.Purpose;
import dev.daypass.core.octets.Octets;
import java.util.Base64;
import java.util.Optional;

/** Seals what a store keeps of a browser session together with its handle, and opens it again. */
final class BrowserSessionSeal {
    private static final int FORMAT = 5;

    private BrowserSessionSeal() {}

    static String seal(BrowserSession session, KeyRing keys) {
        byte[] plain = Octets.write(1024, out -> {
            out.writeByte(FORMAT);
            out.writeUTF(session.handle());
            out.writeUTF(session.device().address());
            out.writeUTF(session.device().userAgent());
            out.writeUTF(session.program().orElse(""));
            IdentityCodec.writeDated(out, session.identity());
            out.writeUTF(session.reason().orElse(""));
        });
        return Base64.getUrlEncoder().withoutPadding().encodeToString(keys.seal(Purpose.BROWSER_SESSION, plain));
    }

    /** The session; empty if its key is retired, an earlier release sealed it, or it belongs to another. */
    static Optional<BrowserSession> open(BrowserSessionRecord stored, KeyRing keys) {
        return keys.open(Purpose.BROWSER_SESSION, Base64.getUrlDecoder().decode(stored.sealed()))
                .flatMap(opened -> read(stored, opened.plain()));
    }

    private static Optional<BrowserSession> read(BrowserSessionRecord stored, byte[] plain) {
        return Octets.read("a browser session", plain, in -> {
            // An earlier release's sessions knew less: their people sign in again.
            if (in.readUnsignedByte() != FORMAT || !in.readUTF().equals(stored.handle())) {
                return Optional.empty();
            }
            var device = new BrowserSession.Device(in.readUTF(), in.readUTF());
            String program = in.readUTF();
            Identity identity = IdentityCodec.readDated(in);
            String reason = in.readUTF();
            var session = new BrowserSession(
                    stored.handle(),
                    identity,
                    stored.signedInAt(),
                    stored.expiresAt(),
                    stored.lastSeen(),
                    device,
                    Optional.of(program).filter(text -> !text.isEmpty()),
                    Optional.of(reason).filter(text -> !text.isEmpty()));
            return session.kind() == stored.kind() ? Optional.of(session) : Optional.empty();
        });
    }
}
