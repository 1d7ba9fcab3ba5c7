package dev.daypass.server.cli;

import dev.daypass.server.client.StsRefusal;
import dev.daypass.server.client.login.Broker;
import dev.daypass.server.client.login.DeviceLogin;
import dev.daypass.server.client.login.Login;
import dev.daypass.server.client.login.LoopbackLogin;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Optional;

/** Has somebody sign in with a browser, and tells them what to do meanwhile. Nobody is asked for a password. */
final class BrowserSignIn {
    private final ClientHome home;
    private final Terminal terminal;

    BrowserSignIn(ClientHome home, Terminal terminal) {
        this.home = home;
        this.terminal = terminal;
    }

    /** Where the browser is. */
    enum Way {
        /** On this machine; it is opened. */
        OPENED,
        /** On this machine; whoever sits here opens it. */
        SHOWN,
        /** Anywhere. */
        ELSEWHERE
    }

    /** A new login, which is kept. */
    Login signIn(Broker broker, Way way) {
        Login login = ClientHome.orFail(
                "the sign-in at `" + broker + "` was refused",
                "nobody could sign in at `" + broker + "`",
                () -> way == Way.ELSEWHERE
                        ? new DeviceLogin(home.calls(), terminal.desk().pause(), terminal.clock())
                                .signIn(broker, this::tell)
                        : new LoopbackLogin(home.calls(), terminal.desk().random(), terminal.clock())
                                .signIn(broker, address -> show(address, way)));
        Optional<Login> former = ClientHome.orFail(
                "", "the login cannot be kept", () -> home.logins().replace(login));
        former.ifPresent(this::end);
        return login;
    }

    /** Nothing renews the login before any more: it shall not stay good at the broker, nor what was taken with it here. */
    private void end(Login former) {
        home.forgetSessions(former.broker());
        try {
            home.calls().revoke(former);
        } catch (IOException | StsRefusal stays) {
            terminal.err()
                    .println("Your login before this one could not be ended; it stays on the broker's page of"
                            + " your sessions until it expires.");
        }
    }

    private void show(URI address, Way way) {
        PrintWriter err = terminal.err();
        boolean opened = way == Way.OPENED && terminal.desk().browser().open(address);
        err.println(
                opened
                        ? "Sign in with the browser that opens now. If none does, open this address:"
                        : "To sign in, open this address in a browser on this machine:");
        err.println();
        err.println("  " + address);
        err.println();
        err.flush();
    }

    private void tell(DeviceLogin.Prompt prompt) {
        PrintWriter err = terminal.err();
        err.println("To sign in, open this address in any browser:");
        err.println();
        err.println("  " + prompt.address());
        err.println();
        err.println("and type the code:  " + prompt.userCode());
        err.println();
        err.println("Give the code to nobody. It is good for " + Lengths.of(prompt.life()) + ".");
        err.flush();
    }
}
