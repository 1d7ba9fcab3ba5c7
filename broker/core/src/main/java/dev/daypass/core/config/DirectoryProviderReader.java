package dev.daypass.core.config;

import dev.daypass.core.config.form.Fields;
import dev.daypass.core.config.form.Key;
import dev.daypass.core.config.form.Many;
import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Quantities;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.config.form.Scalars;
import dev.daypass.core.config.form.Shape;
import dev.daypass.core.provider.DirectorySettings;
import dev.daypass.core.provider.DirectorySettings.Flavour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads what is particular to {@code type: directory}; connections, groups and tickets have readers of their own. */
final class DirectoryProviderReader {
    private static final Key<Placed<String>> BASE_DN = Key.required(
            "baseDn",
            Scalars.placed(Scalars.text()),
            "The entry below which people are looked for.",
            "\"DC=corp,DC=example,DC=com\"");
    private static final Key<Flavour> SCHEMA = Key.optional(
                    "schema",
                    Scalars.word(
                            new Scalars.Word<>("active-directory", Flavour.ACTIVE_DIRECTORY),
                            new Scalars.Word<>("openldap", Flavour.OPENLDAP)),
                    "What kind of directory it is; left out: Active Directory.",
                    "openldap")
            .otherwise(Flavour.ACTIVE_DIRECTORY);
    private static final Key<String> DOMAIN = Key.optional(
            "domain",
            Scalars.text(),
            "The NetBIOS name that people write before the backslash; left out: such names are refused.",
            "CORP");
    private static final Key<List<Placed<String>>> NAMES = Key.optional(
                    "signInNames",
                    Many.list(Scalars.text()),
                    "Attributes that a sign-in name may stand in.",
                    "[userPrincipalName, sAMAccountName, mail]")
            .otherwise(List.of());
    private static final Key<String> FILTER = Key.optional(
            "userFilter",
            Scalars.text(),
            "An LDAP filter that a person's entry must match besides.",
            "\"(memberOf=CN=Daypass Users,OU=Groups,DC=corp,DC=example,DC=com)\"");
    /** Attributes whose values are given to others when their owners are gone. */
    private static final Set<String> NAMES_GIVEN_AGAIN =
            Set.of("samaccountname", "uid", "mail", "userprincipalname", "cn");

    private static final Key<String> SUBJECT = Key.optional(
            "subject",
            Scalars.text(),
            "The attribute that names a person for good; left out: `objectGUID` or `entryUUID`.",
            "objectGUID");
    private static final Key<List<Placed<String>>> READ = Key.optional(
                    "read",
                    Many.list(Scalars.text()),
                    "Attributes read besides those of the preset, spelled as rules will see them.",
                    "[costCenter, manager]")
            .otherwise(List.of());
    private static final Key<Duration> FRESHNESS = Key.optional(
                    "freshness",
                    Quantities.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
                    "How often it is asked again about people whose sessions live; left out: 30s.",
                    "30s")
            .otherwise(Duration.ofSeconds(30));
    private static final Key<Integer> PER_ACCOUNT = Key.optional(
                    "perAccount", Scalars.whole(1, 100), "Wrong passwords of one account; left out: 4.", "4")
            .otherwise(4);
    private static final Key<Duration> WITHIN = Key.optional(
                    "within",
                    Quantities.duration(Duration.ofMinutes(1), Duration.ofDays(1)),
                    "The time for which a wrong password counts; left out: 15m.",
                    "15m")
            .otherwise(Duration.ofMinutes(15));
    private static final Key<DirectorySettings.GuessLimit> GUESSES = Key.optional(
                    "guesses",
                    Shape.of("`guesses`", PER_ACCOUNT, WITHIN)
                            .as((fields, reading) -> Optional.of(new DirectorySettings.GuessLimit(
                                    fields.orFallback(PER_ACCOUNT), fields.orFallback(WITHIN)))),
                    "How many wrong passwords are let through to the directory; keep it below its own lock-out.",
                    "{ perAccount: 4, within: 15m }")
            .otherwise(new DirectorySettings.GuessLimit(4, Duration.ofMinutes(15)));

    static final Shape SHAPE = ProviderShape.COMMON.with(
            "a directory",
            DirectoryConnectionReader.URLS,
            DirectoryConnectionReader.START_TLS,
            DirectoryConnectionReader.TRUSTED,
            BASE_DN,
            DirectoryConnectionReader.BIND_DN,
            DirectoryConnectionReader.BIND_PASSWORD,
            SCHEMA,
            DOMAIN,
            NAMES,
            FILTER,
            SUBJECT,
            READ,
            DirectoryGroupsReader.NESTED,
            DirectoryGroupsReader.GROUPS,
            KerberosReader.KERBEROS,
            GUESSES,
            FRESHNESS,
            DirectoryConnectionReader.CONNECTIONS,
            DirectoryConnectionReader.CONNECT_TIMEOUT,
            DirectoryConnectionReader.RESPONSE_TIMEOUT);

    private final Reading reading;
    private final DirectoryConnectionReader connections;
    private final DirectoryGroupsReader groups;
    private final KerberosReader kerberos;

    DirectoryProviderReader(Reading reading, LocationReader locations) {
        this.reading = reading;
        this.connections = new DirectoryConnectionReader(reading);
        this.groups = new DirectoryGroupsReader(reading);
        this.kerberos = new KerberosReader(reading, locations);
    }

    Optional<DirectorySettings> read(Fields fields) {
        Flavour flavour = fields.orFallback(SCHEMA);
        Optional<DirectorySettings.Connection> connection = connections.read(fields);
        Optional<String> base = fields.get(BASE_DN)
                .filter(dn -> DirectoryNames.isDn(dn, reading))
                .map(Placed::value);
        if (connection.isEmpty() || base.isEmpty()) {
            return Optional.empty();
        }
        Optional<DirectorySettings.Groups> read = groups.read(fields, flavour, base.get());
        Optional<DirectorySettings.Kerberos> tickets = kerberos.read(fields, base.get());
        if (fields.has(KerberosReader.KERBEROS) && tickets.isEmpty()) {
            return Optional.empty();
        }
        checkSubject(fields, flavour);
        return read.map(group -> new DirectorySettings(
                connection.get(),
                search(fields, flavour, base.get()),
                group,
                tickets,
                fields.orFallback(GUESSES),
                fields.orFallback(FRESHNESS)));
    }

    /** What rules know of a person where the provider has no {@code attributes} of its own. */
    static List<DirectoryNames.Preset> attributes(Fields fields) {
        return DirectoryNames.attributes(fields.orFallback(SCHEMA));
    }

    /** Whoever gets a name again would be whoever had it. */
    private void checkSubject(Fields fields, Flavour flavour) {
        fields.get(SUBJECT)
                .filter(subject -> NAMES_GIVEN_AGAIN.contains(subject.toLowerCase(Locale.ROOT)))
                .ifPresent(subject -> reading.securityWarning(
                        "subject-given-again",
                        fields.source(SUBJECT),
                        "`" + subject + "` may be given to another person later, who would be taken for the first",
                        "leave `subject` out for `" + DirectoryNames.subject(flavour)
                                + "`, which is never given again"));
    }

    private static DirectorySettings.Search search(Fields fields, Flavour flavour, String base) {
        List<String> names = values(fields, NAMES);
        var read = new ArrayList<>(DirectoryNames.read(flavour));
        values(fields, READ).stream().filter(name -> !read.contains(name)).forEach(read::add);
        return new DirectorySettings.Search(
                flavour,
                base,
                fields.get(DOMAIN),
                names.isEmpty() ? DirectoryNames.signIn(flavour) : names,
                fields.get(FILTER),
                fields.get(SUBJECT).orElseGet(() -> DirectoryNames.subject(flavour)),
                read);
    }

    private static List<String> values(Fields fields, Key<List<Placed<String>>> key) {
        return fields.orFallback(key).stream().map(Placed::value).toList();
    }
}
