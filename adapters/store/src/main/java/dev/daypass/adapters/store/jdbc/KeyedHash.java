package dev.daypass.adapters.store.jdbc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hashes texts that hold personal data, so that the database finds them without keeping them: HMAC-SHA256 (RFC 2104) cut
 * to 128 or 64 bits.
 *
 * <p>The key is made at the store's first opening, kept wrapped in the database, and never changes: with another key
 * every spent proof would be new. Safe for several threads.
 */
final class KeyedHash {
    private static final String NAME = "hash key";

    private final SecretKeySpec key;

    KeyedHash(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /** The hash of this database, by the key in it; the first node makes that key. */
    static KeyedHash of(Database database, KeyEncryptionKey encryption) {
        database.statement(connection -> {
            String put = "INSERT INTO store_key (name, wrapped) VALUES (?, ?) ON CONFLICT DO NOTHING";
            try (PreparedStatement statement = connection.prepareStatement(put)) {
                statement.setString(1, NAME);
                statement.setBytes(2, encryption.wrap(NAME, encryption.newKey()));
                return statement.executeUpdate();
            }
        });
        return database.read(connection -> {
            String get = "SELECT wrapped FROM store_key WHERE name = ?";
            try (PreparedStatement statement = connection.prepareStatement(get)) {
                statement.setString(1, NAME);
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    return new KeyedHash(encryption.unwrap(NAME, rows.getBytes(1)));
                }
            }
        });
    }

    /** 128 bits of the hash of a text. */
    UUID wide(String kind, String text) {
        ByteBuffer hash = hash(kind, text);
        return new UUID(hash.getLong(), hash.getLong());
    }

    /** 64 bits of the hash of a text. */
    long narrow(String kind, String text) {
        return hash(kind, text).getLong();
    }

    private ByteBuffer hash(String kind, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(kind.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return ByteBuffer.wrap(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is part of every Java platform", e);
        }
    }
}
