package dev.daypass.adapters.directory.ldap;

import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.provider.DirectorySettings;
import dev.daypass.core.provider.DirectorySettings.Flavour;
import dev.daypass.core.provider.DirectorySettings.Nesting;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.rules.AttributeMapping;
import dev.daypass.core.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Settings of a directory for tests, with one thing changed at a time. */
final class Settings {
    static final ProviderId PROVIDER = new ProviderId("corp-ad");
    static final String BASE = "DC=corp,DC=example,DC=com";

    ProviderId id = PROVIDER;
    Flavour flavour = Flavour.ACTIVE_DIRECTORY;
    List<String> urls = new ArrayList<>();
    boolean startTls;
    Optional<String> trusted = Optional.empty();
    Optional<DirectorySettings.Account> account = Optional.empty();
    Duration connect = Duration.ofSeconds(2);
    Duration response = Duration.ofSeconds(2);
    int connections = 8;
    Optional<String> domain = Optional.of("CORP");
    List<String> names = List.of("userPrincipalName", "sAMAccountName", "mail");
    Optional<String> filter = Optional.empty();
    String subject = "objectGUID";
    List<String> read = List.of("userPrincipalName", "sAMAccountName", "mail", "displayName");
    String groupsBase = BASE;
    Nesting nesting = Nesting.RECURSION;
    DirectorySettings.Name groupName = DirectorySettings.Name.CN;
    Duration cache = Duration.ofMinutes(10);
    int mostGroups = 5_000;
    int guesses = 4;
    int atOnce = 16;

    static Settings at(String... urls) {
        var settings = new Settings();
        settings.urls.addAll(List.of(urls));
        return settings;
    }

    Settings boundAs(String name, String password) {
        account = Optional.of(new DirectorySettings.Account(name, Secret.of(password)));
        return this;
    }

    Settings openLdap() {
        flavour = Flavour.OPENLDAP;
        names = List.of("uid", "mail");
        domain = Optional.empty();
        subject = "entryUUID";
        read = List.of("uid", "mail", "cn");
        return this;
    }

    DirectorySettings settings() {
        return new DirectorySettings(
                new DirectorySettings.Connection(
                        urls.stream().map(URI::create).toList(),
                        startTls,
                        trusted,
                        account,
                        new DirectorySettings.Patience(connect, response),
                        connections),
                new DirectorySettings.Search(flavour, BASE, domain, names, filter, subject, read),
                new DirectorySettings.Groups(groupsBase, nesting, groupName, cache, mostGroups),
                Optional.empty(),
                new DirectorySettings.GuessLimit(guesses, Duration.ofMinutes(15)),
                Duration.ofSeconds(30));
    }

    Provider provider() {
        return new Provider(
                id,
                Provider.State.ENABLED,
                settings(),
                AttributeMapping.none(),
                Optional.empty(),
                Provider.ReplayScope.REUSABLE,
                Set.of());
    }
}
