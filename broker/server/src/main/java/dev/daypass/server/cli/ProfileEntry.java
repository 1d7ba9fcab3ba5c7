package dev.daypass.server.cli;

import dev.daypass.server.client.PrivateFiles;
import dev.daypass.server.client.Profile;
import dev.daypass.server.client.login.Broker;
import dev.daypass.server.client.login.LoginRoles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Writes a profile that a login has led to behind those that are there; what somebody has written stays as it is. */
final class ProfileEntry {
    private static final String DRAFT = ".draft";

    private final Path file;
    private final Instant now;

    /**
     * @param file with the profiles
     */
    ProfileEntry(Path file, Instant now) {
        this.file = file;
        this.now = now;
    }

    /** Adds a profile of a new name. */
    Profile add(String name, Broker broker, LoginRoles.Offered role) throws IOException {
        int slash = role.reference().indexOf('/');
        String account = slash > 0 ? "\n  account: " + quoted(role.reference().substring(0, slash)) : "";
        String entry = quoted(name) + ":\n  url: " + quoted(broker.toString()) + "\n  role: " + quoted(role.arn())
                + "\n  login: browser" + account + "\n";
        var here = new PrivateFiles(file.toAbsolutePath().resolveSibling(""));
        PrivateFiles.Turn turn = here.turn(file.getFileName().toString());
        try {
            return added(name, entry, here);
        } finally {
            turn.close();
        }
    }

    private Profile added(String name, String entry, PrivateFiles here) throws IOException {
        String before = Files.isRegularFile(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
        String gap = before.isEmpty() || before.endsWith("\n") ? "" : "\n";
        String draft = file.getFileName() + DRAFT;
        here.write(draft, before + gap + entry, now);
        try {
            // Read as it will be, before it takes the place of what is there.
            Profile written = new ProfileFile(file.resolveSibling(draft)).profile(name);
            // Nothing has changed for the profiles that were there: what is kept for them stays good.
            Instant edited =
                    Files.isRegularFile(file) ? Files.getLastModifiedTime(file).toInstant() : now;
            // A link stays one: what it leads to is written.
            Path real = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            new PrivateFiles(real.resolveSibling(""))
                    .write(real.getFileName().toString(), before + gap + entry, edited);
            return written;
        } finally {
            here.delete(draft);
        }
    }

    /** A double-quoted scalar (YAML 1.2 section 7.3.1). */
    private static String quoted(String text) {
        if (text.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IllegalArgumentException("the broker sent a name with characters that no role has");
        }
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
