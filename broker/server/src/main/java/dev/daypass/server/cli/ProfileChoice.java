package dev.daypass.server.cli;

import dev.daypass.server.client.Profile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which profile is meant where it need not be said. */
final class ProfileChoice {
    /** What a profile is called where nobody says. */
    static final String USUAL = "default";

    static final String NAME = "[A-Za-z0-9][A-Za-z0-9_.-]{0,63}";

    private final Path file;

    /**
     * @param file with the profiles
     */
    ProfileChoice(Path file) {
        this.file = file;
    }

    /** A name that can be one. */
    static String checked(String name) {
        if (!name.matches(NAME)) {
            throw Failure.usage("`" + name + "` cannot be a profile's name; use letters, digits and _ . -");
        }
        return name;
    }

    /** The profile of a name, if there is one; nothing wrong is said about other profiles. */
    Optional<Profile> find(String name) {
        return Files.isRegularFile(file)
                ? new ProfileFile(file)
                        .all().stream()
                                .filter(profile -> profile.name().equals(name))
                                .findFirst()
                : Optional.empty();
    }

    /** The one profile that people sign in for: the named one, the usual one, or the only one there is. */
    Profile ofPeople(Optional<String> name) {
        if (!Files.isRegularFile(file)) {
            throw Failure.usage("there is no `" + file + "`; sign in by `daypass login --broker URL`, which writes it,"
                    + " or name another place by --config-home");
        }
        return name.map(new ProfileFile(file)::profile)
                .orElseGet(() -> only(profile -> profile.proof() instanceof Profile.DirectorySource
                        || profile.proof() instanceof Profile.BrowserLogin));
    }

    /** As {@link #ofPeople}, of those who sign in with a browser. */
    Profile ofBrowsers(Optional<String> name) {
        Profile profile = name.isPresent() || !Files.isRegularFile(file)
                ? ofPeople(name)
                : only(one -> one.proof() instanceof Profile.BrowserLogin);
        if (!(profile.proof() instanceof Profile.BrowserLogin)) {
            throw Failure.usage("the profile `" + profile.name() + "` has a proof of its own and needs no login;"
                    + " `login: browser` would make it one that does");
        }
        return profile;
    }

    private Profile only(Predicate<Profile> wanted) {
        List<Profile> fitting =
                new ProfileFile(file).all().stream().filter(wanted).toList();
        if (fitting.isEmpty()) {
            throw Failure.usage("no profile in `" + file + "` is one that people sign in for: none has `login`,"
                    + " `directory` or `kerberos`; write one by `daypass login --broker URL`");
        }
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        return fitting.stream()
                .filter(profile -> profile.name().equals(USUAL))
                .findFirst()
                .orElseThrow(() -> Failure.usage("several profiles are meant for people who sign in: "
                        + fitting.stream().map(Profile::name).collect(Collectors.joining(", "))
                        + "; name one by --profile"));
    }
}
