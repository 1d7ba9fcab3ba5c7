package dev.daypass.adapters.directory;

import dev.daypass.adapters.directory.ldap.SettingsProbe;
import dev.daypass.core.provider.DirectorySettings;
import dev.daypass.core.provider.DirectorySettings.Flavour;
import dev.daypass.core.source.Finding;
import dev.daypass.core.source.Source;
import java.util.ArrayList;
import java.util.List;

/** What {@code check} can say about a directory without asking the network; keytabs aside. */
public final class DirectoryCheck {
    /**
     * Checks one provider's settings.
     *
     * @param source where the provider is configured
     */
    public List<Finding> check(DirectorySettings settings, Source source) {
        var findings = new ArrayList<Finding>();
        var probe = new SettingsProbe(settings);
        probe.filterProblem()
                .ifPresent(problem -> findings.add(Finding.error(
                        "directory-filter",
                        source,
                        "`userFilter` is no LDAP filter: " + problem,
                        "write it in parentheses, such as `(department=Engineering)`; in values, write `\\2a` for `*`,"
                                + " `\\28` for `(` and `\\29` for `)`")));
        probe.certificateProblem()
                .ifPresent(problem -> findings.add(Finding.error(
                        "directory-certificates",
                        source,
                        "`trustedCertificates` cannot be read: " + problem,
                        "put whole certificates in PEM there, one after the other, and nothing else")));
        if (settings.connection().account().isEmpty() && settings.search().flavour() == Flavour.ACTIVE_DIRECTORY) {
            findings.add(Finding.warning(
                    "directory-anonymous",
                    source,
                    "Active Directory tells nothing to who has not bound",
                    "set `bindDn` and `bindPassword` to a service account that may read people and groups"));
        }
        boolean byAccount = settings.search().names().stream().anyMatch("sAMAccountName"::equalsIgnoreCase);
        if (settings.search().domain().isPresent()
                && !byAccount
                && settings.search().flavour() == Flavour.ACTIVE_DIRECTORY) {
            findings.add(Finding.warning(
                    "directory-domain",
                    source,
                    "nobody can sign in as `DOMAIN\\NAME`: `sAMAccountName` is not among `signInNames`",
                    "add it there, or leave `domain` out"));
        }
        return List.copyOf(findings);
    }
}
