package dev.daypass.testkit.kerberos;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/** A key that a service and its realm share. */
public final class ServiceKey {
    /** {@code aes256-cts-hmac-sha1-96}. */
    public static final int AES256 = 18;

    /** {@code aes128-cts-hmac-sha1-96}. */
    public static final int AES128 = 17;

    /** {@code rc4-hmac}; nothing here seals with it, but it can be claimed. */
    public static final int RC4 = 23;

    private final String realm;
    private final String name;
    private final int version;
    private final int type;
    private final byte[] secret;

    private ServiceKey(String realm, String name, int version, int type, byte[] secret) {
        this.realm = realm;
        this.name = name;
        this.version = version;
        this.type = type;
        this.secret = secret;
    }

    /**
     * A new AES-256 key.
     *
     * @param name the service's, such as {@code HTTP/broker.corp.example.com}
     * @param version its number; a newer key has a higher one
     */
    public static ServiceKey aes256(String name, String realm, int version, SecureRandom random) {
        return fresh(name, realm, version, AES256, random);
    }

    /** A new key of a type (RFC 3961 section 8). */
    public static ServiceKey fresh(String name, String realm, int version, int type, SecureRandom random) {
        byte[] secret = new byte[type == AES256 ? 32 : 16];
        random.nextBytes(secret);
        return new ServiceKey(realm, name, version, type, secret);
    }

    public String realm() {
        return realm;
    }

    public String name() {
        return name;
    }

    int version() {
        return version;
    }

    int type() {
        return type;
    }

    byte[] secret() {
        return secret;
    }

    List<String> components() {
        return List.of(name.split("/"));
    }

    /** Writes a keytab, version 0x502, as {@code ktpass} and {@code ktutil} do. */
    public static void writeKeytab(Path file, ServiceKey... keys) {
        var whole = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(whole)) {
            out.writeShort(0x0502);
            for (ServiceKey key : keys) {
                byte[] entry = key.entry();
                out.writeInt(entry.length);
                out.write(entry);
            }
            Files.write(file, whole.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a keytab", e);
        }
    }

    private byte[] entry() throws IOException {
        var whole = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(whole)) {
            out.writeShort(components().size());
            counted(out, realm.getBytes(StandardCharsets.UTF_8));
            for (String component : components()) {
                counted(out, component.getBytes(StandardCharsets.UTF_8));
            }
            out.writeInt(1);
            out.writeInt(0);
            out.writeByte(version);
            out.writeShort(type);
            counted(out, secret);
            out.writeInt(version);
        }
        return whole.toByteArray();
    }

    private static void counted(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeShort(bytes.length);
        out.write(bytes);
    }

    @Override
    public String toString() {
        return "ServiceKey[" + name + "@" + realm + ", " + version + "]";
    }
}
