package dev.daypass.server.cli;

import dev.daypass.server.client.Profile;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code login}: signs a person in, and keeps that for the other verbs. */
@Command(
        name = "login",
        description = "Signs in with a browser, or at a directory, and keeps the login for the other verbs.",
        mixinStandardHelpOptions = true)
final class LoginCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "The profile to sign in for, or to write; otherwise `default`, or the only one.")
    private Optional<String> profile = Optional.empty();

    @Option(
            names = "--config-home",
            paramLabel = "DIR",
            description = "Where `profiles.yaml` is; otherwise `~/.config/daypass`.")
    private Optional<Path> configHome = Optional.empty();

    @Option(
            names = "--broker",
            paramLabel = "URL",
            description = "Where to sign in, for a profile that is not written yet.")
    private Optional<URI> broker = Optional.empty();

    @Option(
            names = "--role",
            paramLabel = "ALIAS/NAME",
            description = "The role of a profile that is not written yet; otherwise it is asked.")
    private Optional<String> role = Optional.empty();

    @Option(names = "--no-browser", description = "Opens no browser: prints the address.")
    private boolean noBrowser;

    @Option(names = "--device", description = "With a browser anywhere, by a code that is typed there.")
    private boolean device;

    @Option(names = "--directory", description = "With a name and a password.")
    private boolean directory;

    @Option(names = "--kerberos", description = "With the Kerberos ticket of this workstation.")
    private boolean kerberos;

    @Option(names = "--username", paramLabel = "NAME", description = "Who signs in; otherwise it is asked.")
    private Optional<String> username = Optional.empty();

    @Option(names = "--password-stdin", description = "Takes the password from standard input.")
    private boolean piped;

    LoginCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (directory && kerberos) {
            throw Failure.usage("say one of `--directory` and `--kerberos`");
        }
        profile.ifPresent(ProfileChoice::checked);
        var home = new ClientHome(configHome, terminal);
        if (broker.isPresent()) {
            notAtADirectory();
            return withBrowser(home).toNew(broker.get(), profile.orElse(ProfileChoice.USUAL), role);
        }
        Profile chosen = new ProfileChoice(home.profiles()).ofPeople(profile);
        if (chosen.proof() instanceof Profile.BrowserLogin) {
            notAtADirectory();
            return withBrowser(home).to(chosen, role);
        }
        if (!(chosen.proof() instanceof Profile.DirectorySource source)) {
            throw Failure.usage("the profile `" + chosen.name() + "` needs no login: it has a proof of its own;"
                    + " `login`, `directory` or `kerberos` would make it one that does");
        }
        if (device || noBrowser || role.isPresent()) {
            throw Failure.usage("the profile `" + chosen.name() + "` signs in at a directory, without a browser");
        }
        return new DirectoryLogin(home, terminal, username, piped).to(chosen, source, way());
    }

    private DirectoryLogin.Way way() {
        if (kerberos) {
            return DirectoryLogin.Way.TICKET;
        }
        return directory ? DirectoryLogin.Way.PASSWORD : DirectoryLogin.Way.AS_WRITTEN;
    }

    private void notAtADirectory() {
        if (directory || kerberos || piped || username.isPresent()) {
            throw Failure.usage("with a browser there is no `--directory`, `--kerberos`, `--username` or"
                    + " `--password-stdin`: the broker's page asks");
        }
    }

    private BrowserLogin withBrowser(ClientHome home) {
        boolean elsewhere = device || !(noBrowser || terminal.desk().browser().isThere());
        BrowserSignIn.Way there = noBrowser ? BrowserSignIn.Way.SHOWN : BrowserSignIn.Way.OPENED;
        return new BrowserLogin(home, terminal, elsewhere ? BrowserSignIn.Way.ELSEWHERE : there);
    }
}
