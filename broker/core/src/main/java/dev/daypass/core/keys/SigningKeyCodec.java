package dev.daypass.core.keys;

import dev.daypass.core.octets.Octets;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Optional;

/** Seals signing keys for the store and opens them again. */
final class SigningKeyCodec {
    private SigningKeyCodec() {}

    static SealedSigningKey seal(SigningKey key, KeyRing ring) {
        byte[] plain = Octets.write(2_048, out -> {
            out.writeUTF(key.algorithm().joseName());
            out.writeInt(key.generation());
            out.writeLong(key.created().toEpochMilli());
            KeyPair pair = key.pair();
            write(out, pair.getPublic().getEncoded());
            write(out, pair.getPrivate().getEncoded());
        });
        return new SealedSigningKey(
                key.algorithm(), key.generation(), key.created(), ring.seal(Purpose.SIGNING_KEY, plain));
    }

    /** A key and the version of the master key that had sealed it. */
    record Opened(SigningKey key, int sealedBy) {}

    /** The key; empty if it was not sealed by this ring, or sealed as another key than it is stored as. */
    static Optional<Opened> open(SealedSigningKey stored, KeyRing ring) {
        return ring.open(Purpose.SIGNING_KEY, stored.sealed())
                .flatMap(opened -> read(stored, opened.plain()).map(key -> new Opened(key, opened.version())));
    }

    private static Optional<SigningKey> read(SealedSigningKey stored, byte[] plain) {
        SigningAlgorithm algorithm = stored.algorithm();
        try (var in = new DataInputStream(new ByteArrayInputStream(plain))) {
            boolean same = in.readUTF().equals(algorithm.joseName())
                    && in.readInt() == stored.generation()
                    && Instant.ofEpochMilli(in.readLong()).equals(stored.created());
            if (!same) {
                return Optional.empty();
            }
            KeyFactory factory = KeyFactory.getInstance(algorithm.keyAlgorithm());
            var publicKey = factory.generatePublic(new X509EncodedKeySpec(bytes(in)));
            PrivateKey privateKey = factory.generatePrivate(new PKCS8EncodedKeySpec(bytes(in)));
            return Optional.of(new SigningKey(
                    algorithm, stored.generation(), stored.created(), new KeyPair(publicKey, privateKey)));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("a signing key that we sealed cannot be read", e);
        }
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }
}
