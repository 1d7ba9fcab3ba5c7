package dev.daypass.server.cli;

import dev.daypass.core.secret.Secret;
import dev.daypass.server.client.ClientCredentials;
import dev.daypass.server.client.ProcessCredentials;
import dev.daypass.server.client.Profile;
import dev.daypass.server.client.StsRefusal;
import java.io.IOException;
import java.util.Optional;

/**
 * Signs in at a directory, with a name and a password or a Kerberos ticket, and keeps the session.
 *
 * @param username as the command line says
 * @param piped whether the password comes on standard input
 */
record DirectoryLogin(ClientHome home, Terminal terminal, Optional<String> username, boolean piped) {
    /** What is shown to the directory. */
    enum Way {
        AS_WRITTEN,
        PASSWORD,
        TICKET
    }

    int to(Profile chosen, Profile.DirectorySource source, Way way) {
        ClientCredentials credentials = ClientHome.orFail(chosen.name(), () -> {
            ClientCredentials got = isTicket(way, source)
                    ? home.roles(Optional.empty()).assume(chosen.by(ticket(source)))
                    : withPassword(chosen, source);
            home.cache().keep(chosen.name(), ProcessCredentials.of(got));
            return got;
        });
        terminal.err()
                .println("signed in as `" + chosen.name() + "`"
                        + credentials.expiration().map(end -> ", until " + end).orElse(""));
        return ExitCode.DONE.status();
    }

    private static boolean isTicket(Way way, Profile.DirectorySource source) {
        return way == Way.TICKET || (way == Way.AS_WRITTEN && source instanceof Profile.KerberosTicket);
    }

    private static Profile.KerberosTicket ticket(Profile.DirectorySource source) {
        return source instanceof Profile.KerberosTicket ticket
                ? ticket
                : new Profile.KerberosTicket(source.provider(), Optional.empty());
    }

    private ClientCredentials withPassword(Profile chosen, Profile.DirectorySource source)
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
        return home.roles(Optional.empty())
                .signIn(
                        chosen,
                        source,
                        name,
                        password.orElseThrow(() -> Failure.usage(
                                "there is no password; type it at a terminal, or pass it" + " by --password-stdin")));
    }
}
