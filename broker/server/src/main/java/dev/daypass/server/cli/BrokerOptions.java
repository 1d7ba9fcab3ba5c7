package dev.daypass.server.cli;

import dev.daypass.server.client.login.Broker;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** At which broker somebody is signed in: a profile's, or one that is named. */
final class BrokerOptions {
    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "The profile whose broker is meant; otherwise `default`, or the only one.")
    private Optional<String> profile = Optional.empty();

    @Option(names = "--broker", paramLabel = "URL", description = "The broker, if there is no profile for it.")
    private Optional<URI> broker = Optional.empty();

    @Option(
            names = "--config-home",
            paramLabel = "DIR",
            description = "Where `profiles.yaml` is; otherwise `~/.config/daypass`.")
    private Optional<Path> configHome = Optional.empty();

    Broker broker(Terminal terminal) {
        if (broker.isPresent() && profile.isPresent()) {
            throw Failure.usage("say one of `--profile` and `--broker`");
        }
        return broker.map(ClientHome::broker)
                .orElseGet(
                        () -> ClientHome.broker(new ProfileChoice(home(terminal).profiles()).ofBrowsers(profile)));
    }

    ClientHome home(Terminal terminal) {
        return new ClientHome(configHome, terminal);
    }
}
