package dev.daypass.server.cli;

import dev.daypass.core.secret.Secret;
import dev.daypass.server.client.ClientCredentials;
import dev.daypass.server.client.ProcessCredentials;
import dev.daypass.server.client.Profile;
import dev.daypass.server.client.StsRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code login}: signs a person in at a directory and keeps the session for {@code credentials} and {@code exec}. */
@Command(
        name = "login",
        description = "Signs in at a directory, and keeps the session for `credentials` and `exec`.",
        mixinStandardHelpOptions = true)
final class LoginCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "The profile to take; otherwise the only one that signs in at a directory.")
    private Optional<String> profile = Optional.empty();

    @Option(
            names = "--config-home",
            paramLabel = "DIR",
            description = "Where `profiles.yaml` is; otherwise `~/.config/daypass`.")
    private Optional<Path> configHome = Optional.empty();

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
        var home = new ClientHome(configHome, terminal);
        Profile chosen = chosen(home);
        if (!(chosen.proof() instanceof Profile.DirectorySource source)) {
            throw Failure.usage("the profile `" + chosen.name() + "` needs no login: it has a proof of its own;"
                    + " `directory` or `kerberos` would make it one that does");
        }
        ClientCredentials credentials = ClientHome.orFail(chosen.name(), () -> {
            ClientCredentials got = byTicket(source)
                    ? home.roles().assume(chosen.by(ticket(source)))
                    : withPassword(home, chosen, source);
            home.cache().keep(chosen.name(), ProcessCredentials.of(got));
            return got;
        });
        terminal.err()
                .println("signed in as `" + chosen.name() + "`"
                        + credentials.expiration().map(end -> ", until " + end).orElse(""));
        return ExitCode.DONE.status();
    }

    private Profile chosen(ClientHome home) {
        if (!Files.isRegularFile(home.profiles())) {
            throw Failure.usage("there is no `" + home.profiles() + "`; write a profile with `directory` or `kerberos`"
                    + " into it, or name another place by --config-home");
        }
        var file = new ProfileFile(home.profiles());
        return profile.map(file::profile).orElseGet(file::onlyOfDirectory);
    }

    private boolean byTicket(Profile.DirectorySource source) {
        return kerberos || (!directory && source instanceof Profile.KerberosTicket);
    }

    private static Profile.KerberosTicket ticket(Profile.DirectorySource source) {
        return source instanceof Profile.KerberosTicket ticket
                ? ticket
                : new Profile.KerberosTicket(source.provider(), Optional.empty());
    }

    private ClientCredentials withPassword(ClientHome home, Profile chosen, Profile.DirectorySource source)
            throws IOException, StsRefusal {
        Optional<String> written =
                source instanceof Profile.DirectoryPassword password ? password.username() : Optional.empty();
        String name = username.or(() -> written)
                .or(() -> terminal.asking().line("User name: "))
                .filter(typed -> !typed.isBlank())
                .orElseThrow(() -> Failure.usage("who signs in? say so by --username"));
        Optional<Secret> password =
                piped ? terminal.asking().piped() : terminal.asking().secret("Password of " + name + ": ");
        // An empty password would be no question to a directory at all (RFC 4513 section 5.1.2).
        return home.roles()
                .signIn(
                        chosen,
                        source,
                        name,
                        password.orElseThrow(() -> Failure.usage(
                                "there is no password; type it at a terminal, or pass it" + " by --password-stdin")));
    }
}
