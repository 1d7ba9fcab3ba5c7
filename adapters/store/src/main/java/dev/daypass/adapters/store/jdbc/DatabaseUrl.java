package dev.daypass.adapters.store.jdbc;

import dev.daypass.core.outcome.UnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where the database is, completed by what the broker needs of it.
 *
 * @param text as the JDBC driver takes it; may hold secrets
 */
record DatabaseUrl(Kind kind, String text) {
    /** The kinds of databases that are known. */
    enum Kind {
        H2_FILE,
        H2_MEMORY,
        POSTGRESQL
    }

    /** H2 as the SQL here expects it. Its own shutdown hook would close the file while requests still run. */
    private static final String H2 = ";MODE=PostgreSQL;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000";

    /**
     * INVARIANT: no write delay. With one, pages wait in a thread of H2 while a checkpoint returns, and a crash loses
     * what was acknowledged.
     */
    private static final String H2_FILE = ";WRITE_DELAY=0";

    /** A database that hangs must not hang its callers; errors must not quote the row they are about. */
    private static final String POSTGRESQL =
            "ApplicationName=daypass&connectTimeout=5&socketTimeout=15&tcpKeepAlive=true&logServerErrorDetail=false";

    /** Completes a URL from the configuration. */
    static DatabaseUrl of(String url) {
        if (url.startsWith("jdbc:h2:file:")) {
            return new DatabaseUrl(Kind.H2_FILE, url + H2 + H2_FILE);
        }
        if (url.startsWith("jdbc:h2:mem:")) {
            return new DatabaseUrl(Kind.H2_MEMORY, url + H2);
        }
        if (url.startsWith("jdbc:postgresql:")) {
            return new DatabaseUrl(Kind.POSTGRESQL, url + (url.contains("?") ? "&" : "?") + POSTGRESQL);
        }
        throw new UnavailableException("the store `" + shown(url)
                + "` is not known: use jdbc:h2:file:PATH, jdbc:postgresql://HOST/DATABASE or memory");
    }

    /** Makes the folder of a database file, for this user's eyes only. */
    void prepare() {
        String file = shown(text).replaceFirst("^jdbc:h2:file:", "");
        if (kind != Kind.H2_FILE || file.startsWith("~")) {
            return;
        }
        Path folder = Path.of(file).toAbsolutePath().normalize().getParent();
        try {
            if (folder != null && !Files.exists(folder)) {
                var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
                Files.createDirectories(folder, ownerOnly);
            }
        } catch (IOException e) {
            throw new UnavailableException("the folder of the store `" + this + "` cannot be made", e);
        }
    }

    /** For what may take long: a column or an index of a table with years of entries. */
    String patient() {
        return text.replace("&socketTimeout=15", "");
    }

    private static String shown(String url) {
        return url.split("[;?]", 2)[0];
    }

    /** Without parameters: a password may stand there. */
    @Override
    public String toString() {
        return shown(text);
    }
}
