package dev.daypass.adapters.store;

import dev.daypass.core.audit.AuditSeal;
import dev.daypass.core.keys.KeyRing;
import dev.daypass.core.keys.MasterKey;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.session.SessionRecordCodec;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;

/** Opens stores for tests. */
public final class Stores {
    private Stores() {}

    public static byte[] key(int filling) {
        byte[] key = new byte[32];
        java.util.Arrays.fill(key, (byte) filling);
        return key;
    }

    public static Store open(String url) {
        return open(url, "sa", 1);
    }

    public static Store open(String url, String user, int key) {
        var settings = new StoreSettings(url, user, Secret.of(""));
        return Store.open(settings, key(key), new SecureRandom(), new SessionRecordCodec());
    }

    public static String h2File(Path folder) {
        return "jdbc:h2:file:" + folder.resolve("store").resolve("daypass").toAbsolutePath();
    }

    public static AuditSeal seal() {
        var ring = new KeyRing(List.of(new MasterKey(1, Instant.EPOCH, key(7))), new SecureRandom());
        return new AuditSeal(() -> ring);
    }
}
