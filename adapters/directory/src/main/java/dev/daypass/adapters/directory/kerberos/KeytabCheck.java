package dev.daypass.adapters.directory.kerberos;

import dev.daypass.core.provider.DirectorySettings;
import dev.daypass.core.source.Finding;
import dev.daypass.core.source.Source;
import java.util.List;

/** What {@code check} can say about a directory's keytab: opens the file, asks no network. */
public final class KeytabCheck {
    /**
     * Checks one provider's keytab; of one that takes no tickets there is nothing to say.
     *
     * @param source where the provider is configured
     */
    public List<Finding> check(DirectorySettings settings, Source source) {
        return settings.kerberos().stream()
                .flatMap(kerberos -> ServiceKeys.of(kerberos).problem().stream())
                .map(problem -> Finding.error(
                        "directory-keytab",
                        source,
                        "no Kerberos ticket can be opened: " + problem,
                        "make the keytab for the principal written in `kerberos`, with its AES keys, and let the"
                                + " broker read it"))
                .toList();
    }
}
