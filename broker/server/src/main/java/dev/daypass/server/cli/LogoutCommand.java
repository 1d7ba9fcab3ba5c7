package dev.daypass.server.cli;

import dev.daypass.server.client.Profile;
import dev.daypass.server.client.login.Broker;
import dev.daypass.server.client.login.LoginEnded;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code logout}: ends a login with all that was taken by it, there and here. */
@Command(
        name = "logout",
        description = "Ends your login at a broker and all sessions taken with it.",
        mixinStandardHelpOptions = true)
final class LogoutCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private BrokerOptions options = new BrokerOptions();

    LogoutCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Broker broker = options.broker(terminal);
        ClientHome home = options.home(terminal);
        // Here first: whatever the broker says, nothing stays.
        forget(broker, home);
        boolean wasIn = ClientHome.orFail(
                "signed out here, but the broker refused",
                "signed out here, but `" + broker + "` was not told, and its sessions last until they expire",
                () -> {
                    try {
                        home.loginRoles().signOut(broker);
                        return true;
                    } catch (LoginEnded alreadyOver) {
                        return false;
                    }
                });
        terminal.err()
                .println(
                        wasIn
                                ? "You are signed out at " + broker + "; what was taken with the login has ended."
                                : "Nobody was signed in at " + broker + ".");
        return ExitCode.DONE.status();
    }

    private static void forget(Broker broker, ClientHome home) {
        for (Profile profile : profiles(home.profiles())) {
            boolean ours = profile.proof() instanceof Profile.BrowserLogin
                    && Broker.at(profile.url()).filter(broker::equals).isPresent();
            if (ours) {
                ClientHome.orFail("", "kept credentials cannot be removed", () -> {
                    home.cache().forget(profile.name());
                    home.tokens().forget(profile.name());
                    return profile;
                });
            }
        }
    }

    private static List<Profile> profiles(Path file) {
        return Files.isRegularFile(file) ? new ProfileFile(file).all() : List.of();
    }
}
