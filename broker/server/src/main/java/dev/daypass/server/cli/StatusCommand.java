package dev.daypass.server.cli;

import dev.daypass.server.client.ClientCredentials;
import dev.daypass.server.client.CredentialCache;
import dev.daypass.server.client.Profile;
import dev.daypass.server.client.login.Login;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code status}: what is kept for a profile. Looks at files alone: a prompt must not wait for a network. */
@Command(
        name = "status",
        description = "Says whether somebody is signed in for a profile, and how long its session lasts.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ProfileOptions options = new ProfileOptions();

    @Option(names = "--short", description = "One word for a prompt: `ReadOnly@prod 42m`.")
    private boolean brief;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    StatusCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * What is found.
     *
     * @param login absent: nobody is signed in, or the profile needs nobody
     * @param session absent: none is kept that lasts
     */
    private record Found(Profile profile, Optional<Login> login, Optional<ClientCredentials> session, Instant now) {
        boolean isReady() {
            return session.isPresent() || login.isPresent() || !isOfPeople();
        }

        boolean isOfPeople() {
            return profile.proof() instanceof Profile.BrowserLogin
                    || profile.proof() instanceof Profile.DirectoryPassword;
        }

        Optional<Duration> left() {
            return session.flatMap(ClientCredentials::expiration).map(end -> Duration.between(now, end));
        }
    }

    @Override
    public Integer call() {
        Found found = look();
        if (json) {
            JsonOutput.print(members(found), terminal.out());
        } else if (brief) {
            terminal.out().println(word(found));
        } else {
            tell(found, terminal.out());
        }
        terminal.out().flush();
        return (found.isReady() ? ExitCode.DONE : ExitCode.REFUSED).status();
    }

    private Found look() {
        ClientHome home = options.home(terminal);
        Instant edited = options.lastEditedOrFail(home.profiles());
        Profile profile = options.written(terminal);
        Instant now = terminal.clock().instant();
        return ClientHome.orFail("", "the state cannot be read", () -> {
            Optional<Login> login = profile.proof() instanceof Profile.BrowserLogin
                    ? home.logins().find(ClientHome.broker(profile))
                    : Optional.empty();
            Optional<ClientCredentials> session = home.cache()
                    .find(profile.name(), edited)
                    .filter(CredentialCache.Kept::alive)
                    .flatMap(kept -> kept.credentials().credentials());
            return new Found(
                    profile, login.filter(one -> one.refresh().isPresent() || now.isBefore(one.until())), session, now);
        });
    }

    private static String word(Found found) {
        String state = found.left().map(Lengths::of).orElse(found.isReady() ? "-" : "signed out");
        return found.profile().shown() + " " + state;
    }

    private static void tell(Found found, PrintWriter out) {
        Profile profile = found.profile();
        out.println("profile  " + profile.name() + ": " + profile.shown() + " at " + profile.url());
        if (profile.proof() instanceof Profile.BrowserLogin) {
            out.println("login    "
                    + (found.login().isPresent()
                            ? "signed in"
                            : "nobody is signed in; run `daypass login --profile " + profile.name() + "`"));
        }
        out.println("session  "
                + found.session()
                        .map(session -> session.accessKeyId() + ", for "
                                + found.left().map(Lengths::of).orElse(""))
                        .orElse("none is kept; the next use gets one"));
    }

    private static Map<String, Object> members(Found found) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("profile", found.profile().name());
        members.put("broker", found.profile().url().toString());
        members.put("role", found.profile().role());
        members.put("shown", found.profile().shown());
        members.put("signedIn", found.login().isPresent());
        found.session().ifPresent(session -> {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("accessKeyId", session.accessKeyId());
            told.put("expiration", session.expiration().map(Instant::toString));
            told.put("secondsLeft", found.left().map(Duration::toSeconds));
            members.put("session", told);
        });
        return members;
    }
}
