package dev.daypass.adapters.directory;

import dev.daypass.adapters.directory.ldap.SettingsProbe;
import dev.daypass.core.provider.DirectorySettings;
import dev.daypass.core.source.Finding;
import dev.daypass.core.source.Source;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Asks every server of a directory over the network, as the running broker would: connects, binds as the service account,
 * reads the base DNs. All it finds are warnings: what does not answer now may answer when it is needed. Settings that can
 * never work are left to {@link DirectoryCheck}.
 */
public final class DirectoryOnlineCheck {
    private final Clock clock;

    public DirectoryOnlineCheck(Clock clock) {
        this.clock = clock;
    }

    /**
     * Asks one provider's servers, one after the other; blocks for as long as its settings are patient. Throws for
     * nothing that a server does.
     *
     * @param source where the provider is configured
     */
    public List<Finding> ask(DirectorySettings settings, Source source) {
        var probe = new SettingsProbe(settings);
        if (probe.certificateProblem().isPresent()) {
            return List.of();
        }
        return settings.connection().urls().stream()
                .flatMap(url -> ask(probe, url, source).stream())
                .toList();
    }

    private Optional<Finding> ask(SettingsProbe probe, URI url, Source source) {
        return probe.ask(url, clock).map(answer -> {
            String said = "`" + url + "` " + answer.said();
            return switch (answer.trouble()) {
                case UNREACHABLE ->
                    Finding.warning(
                            "directory-unreachable",
                            source,
                            "a directory server cannot be reached from here: " + said,
                            "check name, port, certificate and the way there from where the broker runs");
                case BIND_REFUSED ->
                    Finding.warning(
                            "directory-bind",
                            source,
                            "a directory server does not take the service account: " + said,
                            "check `bindDn` and `bindPassword`, and whether the account is locked or expired");
                case BASE_UNREADABLE ->
                    Finding.warning(
                            "directory-base",
                            source,
                            "a directory server does not show a base: " + said,
                            "check `baseDn` and `groups.base`, and what the service account may read");
                case PERSON_UNREADABLE ->
                    Finding.warning(
                            "directory-person",
                            source,
                            "a directory server does not show what a sign-in needs: " + said,
                            "let the service account read `userAccountControl` and `tokenGroups` of all people");
            };
        });
    }
}
