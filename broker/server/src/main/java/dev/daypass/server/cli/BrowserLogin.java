package dev.daypass.server.cli;

import dev.daypass.server.client.Profile;
import dev.daypass.server.client.login.Broker;
import dev.daypass.server.client.login.Login;
import dev.daypass.server.client.login.LoginRoles.Offered;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Signs in with a browser for a profile: one that is there, or one that is written then. */
final class BrowserLogin {
    private final ClientHome home;
    private final Terminal terminal;
    private final BrowserSignIn.Way way;

    BrowserLogin(ClientHome home, Terminal terminal, BrowserSignIn.Way way) {
        this.home = home;
        this.terminal = terminal;
        this.way = way;
    }

    /** For a profile that is there. */
    int to(Profile profile, Optional<String> role) {
        role.filter(name -> !isRole(name, profile)).ifPresent(other -> {
            throw Failure.usage("the profile `" + profile.name() + "` is for " + profile.shown() + " already; for `"
                    + other + "` take another name: `daypass login --broker " + profile.url()
                    + " --profile NAME --role "
                    + other + "`");
        });
        Broker broker = ClientHome.broker(profile);
        new BrowserSignIn(home, terminal).signIn(broker, way);
        return done(profile, broker);
    }

    /** For a profile that may have to be written. */
    int toNew(URI url, String name, Optional<String> role) {
        Broker broker = ClientHome.broker(url);
        Optional<Profile> written = new ProfileChoice(home.profiles()).find(name);
        if (written.isPresent()) {
            return toWritten(written.get(), broker, role);
        }
        // Whoever was told to choose a role is not sent to the browser again.
        if (role.isEmpty() || !isSignedIn(broker)) {
            new BrowserSignIn(home, terminal).signIn(broker, way);
        }
        List<Offered> offered = ClientHome.orFail(
                "the broker does not tell your roles", "your roles cannot be asked for", () -> home.loginRoles()
                        .list(broker));
        Offered chosen = role.map(wanted -> RoleChoice.named(wanted, offered)).orElseGet(() -> new RoleChoice(terminal)
                .picked(
                        offered,
                        "say so by `daypass login --broker " + broker + " --profile " + name
                                + " --role ALIAS/NAME`; you stay signed in"));
        Profile profile = ClientHome.orFail("", "the profile cannot be written", () -> new ProfileEntry(
                        home.profiles(), terminal.clock().instant())
                .add(name, broker, chosen));
        return done(profile, broker);
    }

    private int toWritten(Profile profile, Broker broker, Optional<String> role) {
        if (!(profile.proof() instanceof Profile.BrowserLogin)
                || !ClientHome.broker(profile).equals(broker)) {
            throw Failure.usage("the profile `" + profile.name() + "` in `" + home.profiles()
                    + "` is for something else; take another name by --profile");
        }
        return to(profile, role);
    }

    private boolean isSignedIn(Broker broker) {
        return ClientHome.orFail("", "the logins cannot be read", () -> {
            Optional<Login> kept = home.logins().find(broker);
            return kept.isPresent();
        });
    }

    private static boolean isRole(String name, Profile profile) {
        String own = profile.role().substring(profile.role().lastIndexOf('/') + 1);
        String[] shown = profile.shown().split("@", 2);
        return name.equals(profile.role()) || name.equals(own) || name.equals(shown[1] + "/" + own);
    }

    private int done(Profile profile, Broker broker) {
        // What was kept belongs to the login before, or to somebody else.
        ClientHome.orFail("", "old credentials cannot be removed", () -> {
            home.cache().forget(profile.name());
            home.tokens().forget(profile.name());
            return profile;
        });
        PrintWriter err = terminal.err();
        err.println("You are signed in at " + broker + ". The profile `" + profile.name() + "` is for "
                + profile.shown() + ".");
        err.println("Try: daypass exec --profile " + profile.name() + " -- aws sts get-caller-identity");
        return ExitCode.DONE.status();
    }
}
