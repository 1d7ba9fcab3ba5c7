package dev.daypass.adapters.directory.kerberos;

import dev.daypass.core.provider.DirectorySettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosKey;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.kerberos.KeyTab;

/**
 * The keys of our service in its keytab. The platform reads the file anew whenever it has changed, so that a new key
 * counts from the moment at which the file is replaced.
 */
record ServiceKeys(KerberosPrincipal principal, Path file) {
    static ServiceKeys of(DirectorySettings.Kerberos settings) {
        return new ServiceKeys(
                new KerberosPrincipal(settings.principal(), KerberosPrincipal.KRB_NT_SRV_INST),
                Path.of(settings.keytab()));
    }

    /** Whoever holds the keys. */
    Subject holder() {
        return new Subject(true, Set.of(principal), Set.of(), Set.of(keytab()));
    }

    /** Why no ticket can be opened now; empty if there are keys. */
    Optional<String> problem() {
        if (!Files.isReadable(file)) {
            return Optional.of("the keytab `" + file + "` cannot be read");
        }
        KerberosKey[] keys = keytab().getKeys(principal);
        boolean strong = Arrays.stream(keys).anyMatch(key -> ApRequest.isStrong(key.getKeyType()));
        return strong
                ? Optional.empty()
                : Optional.of("the keytab `" + file + "` has no AES key of `" + principal.getName()
                        + "`; make one with `ktpass … -crypto AES256-SHA1`");
    }

    private KeyTab keytab() {
        return KeyTab.getInstance(principal, file.toFile());
    }
}
