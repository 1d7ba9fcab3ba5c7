package dev.daypass.core.config;

import dev.daypass.core.config.form.Fields;
import dev.daypass.core.config.form.Key;
import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Quantities;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.config.form.Scalars;
import dev.daypass.core.config.form.Shape;
import dev.daypass.core.provider.DirectorySettings;
import dev.daypass.core.provider.DirectorySettings.Flavour;
import dev.daypass.core.provider.DirectorySettings.Nesting;
import java.time.Duration;
import java.util.Optional;

/** Reads how a directory's groups are found and named. */
final class DirectoryGroupsReader {
    private static final int MOST = 5_000;

    /** Short for the nesting that fits the directory. */
    static final Key<Boolean> NESTED = Key.optional(
                    "nestedGroups",
                    Scalars.flag(),
                    "Whether members of a group's groups are its members; left out: yes.",
                    "true")
            .otherwise(true);

    private static final Key<Placed<String>> BASE = Key.optional(
            "base",
            Scalars.placed(Scalars.text()),
            "The entry below which groups are; left out: `baseDn`.",
            "\"OU=Groups,DC=corp,DC=example,DC=com\"");
    private static final Key<Nesting> NESTING = Key.optional(
            "nesting",
            Scalars.word(
                    new Scalars.Word<>("token-groups", Nesting.TOKEN_GROUPS),
                    new Scalars.Word<>("in-chain", Nesting.IN_CHAIN),
                    new Scalars.Word<>("recursion", Nesting.RECURSION)),
            "How nested groups are found: `token-groups` and `in-chain` have Active Directory do it, `recursion` works"
                    + " everywhere.",
            "in-chain");
    private static final Key<DirectorySettings.Name> NAME = Key.optional(
                    "name",
                    Scalars.word(
                            new Scalars.Word<>("cn", DirectorySettings.Name.CN),
                            new Scalars.Word<>("dn", DirectorySettings.Name.DN),
                            new Scalars.Word<>("sAMAccountName", DirectorySettings.Name.SAM_ACCOUNT_NAME)),
                    "How `user.groups` names a group; left out: `cn`.",
                    "sAMAccountName")
            .otherwise(DirectorySettings.Name.CN);
    private static final Key<Duration> CACHE = Key.optional(
                    "cache",
                    Quantities.duration(Duration.ZERO, Duration.ofHours(24)),
                    "How long a group's name and its own groups are remembered; left out: 10m.",
                    "10m")
            .otherwise(Duration.ofMinutes(10));
    private static final Key<Integer> LIMIT = Key.optional(
                    "most",
                    Scalars.whole(1, 100_000),
                    "Most groups of one person; whoever has more is refused; left out: 5000.",
                    "5000")
            .otherwise(MOST);
    private static final Shape SHAPE = Shape.of("`groups`", BASE, NESTING, NAME, CACHE, LIMIT);

    static final Key<Fields> GROUPS = Key.optional(
                    "groups", SHAPE, "How groups are found and named.", "{ nesting: in-chain, name: sAMAccountName }")
            .otherwise(Fields.none());

    private final Reading reading;

    DirectoryGroupsReader(Reading reading) {
        this.reading = reading;
    }

    Optional<DirectorySettings.Groups> read(Fields provider, Flavour flavour, String baseDn) {
        Fields fields = provider.orFallback(GROUPS);
        Optional<Placed<String>> base = fields.get(BASE);
        if (base.isPresent() && !DirectoryNames.isDn(base.get(), reading)) {
            return Optional.empty();
        }
        Optional<Nesting> written = fields.get(NESTING);
        if (flavour == Flavour.OPENLDAP
                && written.filter(nesting -> nesting != Nesting.RECURSION).isPresent()) {
            reading.error(
                    "unknown-nesting",
                    fields.source(NESTING),
                    "only Active Directory knows this way to nested groups",
                    "write `recursion`, or leave `nesting` out");
            return Optional.empty();
        }
        Nesting fitting = flavour == Flavour.OPENLDAP ? Nesting.RECURSION : Nesting.TOKEN_GROUPS;
        return Optional.of(new DirectorySettings.Groups(
                base.map(Placed::value).orElse(baseDn),
                provider.orFallback(NESTED) ? written.orElse(fitting) : Nesting.DIRECT,
                fields.orFallback(NAME),
                fields.orFallback(CACHE),
                fields.orFallback(LIMIT)));
    }
}
