package dev.daypass.core.login;

import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.secret.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;

/** A pending login as bytes and back. It is read only from bytes that we sealed. */
final class PendingLoginCodec {
    private static final int FORMAT = 1;

    private PendingLoginCodec() {}

    static byte[] encode(PendingLogin login) {
        var bytes = new ByteArrayOutputStream(256);
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeUTF(login.id());
            out.writeUTF(login.provider().name());
            out.writeUTF(login.returnTo().path());
            out.writeUTF(login.requestId());
            out.writeUTF(login.nonce());
            out.writeUTF(login.codeVerifier().reveal());
            out.writeLong(login.until().toEpochMilli());
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    static PendingLogin decode(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
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
        } catch (IOException e) {
            throw new IllegalStateException("a pending login that is cut short", e);
        }
    }
}
