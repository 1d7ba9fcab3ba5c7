package dev.daypass.server.wiring;

import dev.daypass.core.outcome.UnavailableException;
import dev.daypass.core.secret.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/** The key that wraps the master keys in the store: from the configuration, or a file that is made once. */
final class KeyEncryption {
    private static final int BYTES = 32;
    private static final String FILE = ".key-encryption-key";
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");

    private KeyEncryption() {}

    /**
     * The key's 32 bytes.
     *
     * @param configured base64
     * @param directory where the file is, without a configured key; without a directory the key lives as long as the
     *     process
     */
    static byte[] bytes(Optional<Secret> configured, Optional<Path> directory, SecureRandom random) {
        if (configured.isPresent()) {
            return decode(configured.get().reveal(), "`encryptionKey`");
        }
        if (directory.isPresent()) {
            return kept(directory.get().resolve(FILE), random);
        }
        return fresh(random);
    }

    private static byte[] kept(Path file, SecureRandom random) {
        try {
            if (!Files.exists(file)) {
                make(file, random);
            }
            requireOwnerOnly(file);
            return decode(Files.readString(file, StandardCharsets.US_ASCII).strip(), "`" + file + "`");
        } catch (IOException e) {
            throw new UnavailableException(
                    "the key-encryption key `" + file
                            + "` cannot be read or made; set `keys: { encryptionKey: … }` instead",
                    e);
        }
    }

    /** Whoever reads this key can read every session and key in the store. Where there are no such rights, nothing is said. */
    private static void requireOwnerOnly(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        Set<PosixFilePermission> permissions = view.readAttributes().permissions();
        if (!OWNER.containsAll(permissions)) {
            throw new UnavailableException("the key-encryption key `" + file + "` can be read or changed by others than"
                    + " its owner (" + PosixFilePermissions.toString(permissions) + "): run `chmod 600 " + file
                    + "`, and make a new key if somebody may have read it");
        }
    }

    private static void make(Path file, SecureRandom random) throws IOException {
        String text = Base64.getEncoder().encodeToString(fresh(random));
        Path draft = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                FILE,
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(draft, text, StandardCharsets.US_ASCII, StandardOpenOption.SYNC);
            // A link is made whole or not at all, and never over another's: of two brokers that start, one wins.
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // The other one's key is as good.
        } finally {
            Files.delete(draft);
        }
    }

    private static byte[] fresh(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] decode(String text, String what) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (bytes.length == BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new UnavailableException(what + " is not base64", e);
        }
        throw new UnavailableException(what + " must be " + BYTES + " bytes in base64: `openssl rand -base64 32`");
    }
}
