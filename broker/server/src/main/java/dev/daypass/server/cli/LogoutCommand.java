package dev.daypass.server.cli;

import dev.daypass.server.client.login.Broker;
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
        home.forgetSessions(broker);
        boolean wasIn = ClientHome.orFail(
                "signed out here, but the broker refused",
                "signed out here, but `" + broker + "` was not told, and its sessions last until they expire",
                () -> home.loginRoles().signOut(broker));
        terminal.err()
                .println(
                        wasIn
                                ? "You are signed out at " + broker + "; what was taken with the login has ended."
                                : "Nobody was signed in at " + broker + ".");
        return ExitCode.DONE.status();
    }
}
