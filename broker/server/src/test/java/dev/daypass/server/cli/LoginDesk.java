package dev.daypass.server.cli;

import dev.daypass.server.client.login.FakeBroker;
import dev.daypass.server.client.login.FakeVisitor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** Somebody who has signed in for the profile {@code dev}. */
record LoginDesk(Path home, FakeBroker broker) implements AutoCloseable {
    static LoginDesk signedIn(Path home) throws IOException {
        var desk = new LoginDesk(home, FakeBroker.open());
        CommandRun run = desk.browsing("--broker", desk.broker().url().toString(), "--profile", "dev");
        if (run.status() != 0) {
            throw new IllegalStateException(run.err());
        }
        return desk;
    }

    /** Signs in again. */
    CommandRun login() {
        return browsing("--profile", "dev");
    }

    private CommandRun browsing(String... more) {
        return CommandRun.at(new CommandRun.BrowserOf(FakeVisitor::agree), Map.of(), Map.of(), args("login", more));
    }

    CommandRun run(String verb, String... more) {
        return CommandRun.of(args(verb, more));
    }

    CommandRun ofDev(String verb, String... more) {
        return run(
                verb,
                Stream.concat(Stream.of("--profile", "dev"), Stream.of(more)).toArray(String[]::new));
    }

    private String[] args(String verb, String... more) {
        return Stream.concat(Stream.of(verb, "--config-home", home.toString()), Stream.of(more))
                .toArray(String[]::new);
    }

    @Override
    public void close() {
        broker.close();
    }
}
