package dev.daypass.server.wiring;

import dev.daypass.core.insight.RecordedSignIns;
import dev.daypass.core.login.BrowserSessions;
import dev.daypass.core.secret.Secret;
import dev.daypass.server.http.AddressBlock;
import dev.daypass.server.http.HttpLimits;
import dev.daypass.server.http.Listen;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the running process needs to know beside the {@code Snapshot}: {@code daypass.yaml} without what requests are
 * decided under. Read once at start; a reload that changes any of it says that a restart is needed.
 *
 * @param main where applications, browsers and the STS listen
 * @param management where health, metrics and the admin API listen; absent: on the main listener
 * @param store the database
 * @param trustedProxies whose {@code X-Forwarded-For} and {@code X-Forwarded-Proto} are believed; none by default
 * @param limits how much a request may bring
 * @param browser how long people stay signed in with their browsers
 * @param signIns how long sign-ins are kept for the rule tester
 * @param audit where audit entries go beside the database
 * @param adminToken bearer token of the admin API; absent: the admin API refuses everybody
 * @param keyEncryptionKey 32 bytes in base64 that wrap the master keys in the store; absent: the broker keeps one in a
 *     file beside the configuration
 */
public record ServerSettings(
        Listen main,
        Optional<Listen> management,
        Store store,
        List<AddressBlock> trustedProxies,
        HttpLimits limits,
        BrowserSessions.Limits browser,
        RecordedSignIns.Retention signIns,
        Audit audit,
        Optional<Secret> adminToken,
        Optional<Secret> keyEncryptionKey) {
    public ServerSettings {
        trustedProxies = List.copyOf(trustedProxies);
    }

    /**
     * The database.
     *
     * @param url {@code jdbc:h2:…} or {@code jdbc:postgresql:…}
     */
    public record Store(String url, Optional<String> user, Optional<Secret> password) {}

    /**
     * Where audit entries go beside the database.
     *
     * @param directory of the JSON lines files; absent: the database alone
     */
    public record Audit(Optional<Path> directory) {}
}
