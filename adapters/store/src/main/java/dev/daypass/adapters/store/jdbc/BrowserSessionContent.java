package dev.daypass.adapters.store.jdbc;

import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.login.BrowserSession;
import dev.daypass.core.login.BrowserSessionHash;
import dev.daypass.core.login.BrowserSessionRecord;
import dev.daypass.core.octets.Octets;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** What a browser session's row holds beside what it is found by, as bytes and back. */
final class BrowserSessionContent {
    private BrowserSessionContent() {}

    /** When it began, was last used, and ends. */
    record Times(Instant signedInAt, Instant lastSeen, Instant expiresAt) {}

    static byte[] of(BrowserSessionRecord session) {
        return Octets.write(1024, out -> {
            text(out, session.provider().name());
            text(out, session.subject());
            out.writeBoolean(session.upstream().isPresent());
            text(out, session.upstream().orElse(""));
            text(out, session.sealed());
        });
    }

    static BrowserSessionRecord read(
            BrowserSession.Kind kind, String handle, BrowserSessionHash hash, Times times, byte[] content) {
        return Octets.read("a browser session", content, in -> {
            var provider = new ProviderId(text(in));
            String subject = text(in);
            boolean tellsUpstream = in.readBoolean();
            String upstream = text(in);
            return new BrowserSessionRecord(
                    kind,
                    hash,
                    handle,
                    provider,
                    subject,
                    tellsUpstream ? Optional.of(upstream) : Optional.empty(),
                    times.signedInAt(),
                    times.lastSeen(),
                    times.expiresAt(),
                    text(in));
        });
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
