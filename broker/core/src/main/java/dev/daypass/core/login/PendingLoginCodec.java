package dev.daypass.core.login;

import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.octets.Octets;
import dev.daypass.core.secret.Secret;
import java.time.Instant;

/** A pending login as bytes and back. It is read only from bytes that we sealed. */
final class PendingLoginCodec {
    private static final int FORMAT = 1;

    private PendingLoginCodec() {}

    static byte[] encode(PendingLogin login) {
        return Octets.write(256, out -> {
            out.writeByte(FORMAT);
            out.writeUTF(login.id());
            out.writeUTF(login.provider().name());
            out.writeUTF(login.returnTo().path());
            out.writeUTF(login.requestId());
            out.writeUTF(login.nonce());
            out.writeUTF(login.codeVerifier().reveal());
            out.writeLong(login.until().toEpochMilli());
        });
    }

    static PendingLogin decode(byte[] bytes) {
        return Octets.read("a pending login", bytes, in -> {
            if (in.readUnsignedByte() != FORMAT) {
                throw new IllegalStateException("a pending login of an unknown format");
            }
            return new PendingLogin(
                    in.readUTF(),
                    new ProviderId(in.readUTF()),
                    ReturnTarget.of(in.readUTF()).orElseThrow(),
                    in.readUTF(),
                    in.readUTF(),
                    Secret.of(in.readUTF()),
                    Instant.ofEpochMilli(in.readLong()));
        });
    }
}
