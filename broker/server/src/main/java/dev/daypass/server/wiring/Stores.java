package dev.daypass.server.wiring;

import dev.daypass.adapters.store.Store;
import dev.daypass.adapters.store.StoreSettings;
import dev.daypass.adapters.store.audit.AuditFile;
import dev.daypass.adapters.store.audit.AuditJournal;
import dev.daypass.adapters.store.audit.AuditPlace;
import dev.daypass.core.audit.AuditSeal;
import dev.daypass.core.keys.KeySchedule;
import dev.daypass.core.keys.LiveKeys;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.session.SessionLimits;
import dev.daypass.core.session.SessionRecordCodec;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens the store and the audit as the settings say. */
final class Stores {
    private static final int LONGEST_HOST = 48;

    private Stores() {}

    static Store open(ServerSettings settings, Optional<Path> directory, Surroundings surroundings) {
        ServerSettings.Store store = settings.store();
        byte[] encryption = KeyEncryption.bytes(settings.keyEncryptionKey(), directory, surroundings.random());
        return Store.open(
                new StoreSettings(
                        store.url(),
                        store.user().orElse("daypass"),
                        store.password().orElse(Secret.of(""))),
                encryption,
                surroundings.random(),
                new SessionRecordCodec());
    }

    /** The master keys, kept as long as any session may live. */
    static LiveKeys keys(Store store, Surroundings surroundings) {
        return new LiveKeys(
                store.keys(),
                KeySchedule.keeping(SessionLimits.LONGEST_OF_ALL),
                surroundings.clock(),
                surroundings.random());
    }

    /** Whether other brokers may work on the same store, so that what they change has to be looked for. */
    static boolean isShared(ServerSettings settings) {
        return settings.store().url().startsWith("jdbc:postgresql:");
    }

    /** The audit: the store's table, and files where a directory is configured. */
    static AuditJournal journal(ServerSettings settings, Store store, LiveKeys keys) {
        String node = node(settings);
        List<AuditPlace> places = new ArrayList<>();
        places.add(store.auditTable(node));
        settings.audit()
                .directory()
                .map(directory -> AuditFile.open(directory.resolve("audit.jsonl"), AuditFile.Rotation.usual()))
                .ifPresent(places::add);
        return new AuditJournal(node, new AuditSeal(keys), places);
    }

    /** A name that is stable over restarts and this broker's own among those on one database. */
    static String node(ServerSettings settings) {
        return host().replaceAll("[^A-Za-z0-9._-]", "-") + "-" + settings.main().port();
    }

    private static String host() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return name.length() <= LONGEST_HOST ? name : name.substring(0, LONGEST_HOST);
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
