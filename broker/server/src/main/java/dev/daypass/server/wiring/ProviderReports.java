package dev.daypass.server.wiring;

import dev.daypass.adapters.directory.DirectoryHealth;
import dev.daypass.adapters.directory.ldap.ServerHealth;
import dev.daypass.adapters.oidc.keys.KeyHealth;
import dev.daypass.adapters.saml.ProviderHealth;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.server.portal.ProviderReport;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What adapters know of their providers, as people read it. */
record ProviderReports(
        Collection<ProviderHealth> saml, Collection<KeyHealth> keys, Collection<DirectoryHealth> directories) {
    /** Every configured provider, by name. */
    List<ProviderReport> of(Snapshot snapshot) {
        return snapshot.providers().stream()
                .sorted(Comparator.comparing(provider -> provider.id().name()))
                .map(this::report)
                .toList();
    }

    private ProviderReport report(Provider provider) {
        return switch (provider.settings().kind()) {
            case SAML -> saml(provider);
            case OIDC, JWT -> keys(provider);
            case DIRECTORY -> directory(provider);
        };
    }

    private ProviderReport saml(Provider provider) {
        Optional<ProviderHealth> health = saml.stream()
                .filter(each -> each.provider().equals(provider.id()))
                .findFirst();
        return new ProviderReport(
                provider.id().name(),
                provider.settings().kind(),
                enabled(provider),
                health.map(ProviderHealth::ready).orElse(false),
                health.flatMap(ProviderHealth::loadedAt),
                health.flatMap(ProviderHealth::expires),
                health.flatMap(each -> each.certificateExpiries().stream().min(Comparator.<Instant>naturalOrder())),
                Optional.empty(),
                List.of(),
                health.flatMap(ProviderHealth::lastError));
    }

    private ProviderReport keys(Provider provider) {
        Optional<KeyHealth> health = keys.stream()
                .filter(each -> each.provider().equals(provider.id()))
                .findFirst();
        return new ProviderReport(
                provider.id().name(),
                provider.settings().kind(),
                enabled(provider),
                health.map(each -> each.condition() != KeyHealth.Condition.FAILED)
                        .orElse(false),
                health.flatMap(KeyHealth::loadedAt),
                Optional.empty(),
                Optional.empty(),
                health.map(KeyHealth::keys),
                List.of(),
                health.flatMap(KeyHealth::problem));
    }

    private ProviderReport directory(Provider provider) {
        Optional<DirectoryHealth> health = directories.stream()
                .filter(each -> each.provider().equals(provider.id()))
                .findFirst();
        return new ProviderReport(
                provider.id().name(),
                provider.settings().kind(),
                enabled(provider),
                health.map(DirectoryHealth::ready).orElse(false),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                health.map(each -> each.servers().stream()
                                .map(ProviderReports::server)
                                .toList())
                        .orElse(List.of()),
                // A server's newest failure is told even when it was recovered from; that is told with the server.
                health.filter(each -> !each.ready()).flatMap(DirectoryHealth::lastError));
    }

    private static ProviderReport.Server server(ServerHealth server) {
        Optional<Boolean> answers =
                switch (server.state()) {
                    case UNTRIED -> Optional.empty();
                    case UP -> Optional.of(true);
                    case ASIDE -> Optional.of(false);
                };
        return new ProviderReport.Server(server.url().toString(), answers, server.since(), server.lastError());
    }

    private static boolean enabled(Provider provider) {
        return provider.state() == Provider.State.ENABLED;
    }
}
