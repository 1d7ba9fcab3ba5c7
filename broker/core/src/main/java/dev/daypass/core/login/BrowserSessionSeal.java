package dev.daypass.core.login;

import dev.daypass.core.keys.KeyRing;
import dev.daypass.core.keys.Purpose;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/** Seals what a store keeps of a browser session together with its handle, and opens it again. */
final class BrowserSessionSeal {
    private static final int FORMAT = 3;

    private BrowserSessionSeal() {}

    static String seal(BrowserSession session, KeyRing keys) {
        var bytes = new ByteArrayOutputStream(1024);
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeUTF(session.handle());
            out.writeUTF(session.device().address());
            out.writeUTF(session.device().userAgent());
            out.writeUTF(session.program().orElse(""));
            IdentityCodec.write(out, session.identity());
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory cannot fail", e);
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(keys.seal(Purpose.BROWSER_SESSION, bytes.toByteArray()));
    }

    /** The session; empty if its key is retired, an earlier release sealed it, or it belongs to another. */
    static Optional<BrowserSession> open(BrowserSessionRecord stored, KeyRing keys) {
        return keys.open(Purpose.BROWSER_SESSION, Base64.getUrlDecoder().decode(stored.sealed()))
                .flatMap(opened -> read(stored, opened.plain()));
    }

    private static Optional<BrowserSession> read(BrowserSessionRecord stored, byte[] plain) {
        try (var in = new DataInputStream(new ByteArrayInputStream(plain))) {
            // An earlier release's sessions knew less: their people sign in again.
            if (in.readUnsignedByte() != FORMAT || !in.readUTF().equals(stored.handle())) {
                return Optional.empty();
            }
            var device = new BrowserSession.Device(in.readUTF(), in.readUTF());
            String program = in.readUTF();
            var session = new BrowserSession(
                    stored.handle(),
                    IdentityCodec.read(in),
                    stored.signedInAt(),
                    stored.expiresAt(),
                    stored.lastSeen(),
                    device,
                    program.isEmpty() ? Optional.empty() : Optional.of(program));
            return session.kind() == stored.kind() ? Optional.of(session) : Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("a browser session that is cut short", e);
        }
    }
}
