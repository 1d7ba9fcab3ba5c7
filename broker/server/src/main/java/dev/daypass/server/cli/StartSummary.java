package dev.daypass.server.cli;

import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.server.ops.Health;
import dev.daypass.server.wiring.Broker;
import dev.daypass.server.wiring.ConfigurationSource;
import dev.daypass.server.wiring.ServerSettings;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

/** What an operator wants to know of a broker that has just started, in a few lines. */
final class StartSummary {
    private static final String LINE = "  %-18s %s%n";

    private final PrintWriter out;

    StartSummary(PrintWriter out) {
        this.out = out;
    }

    void print(Broker broker, ConfigurationSource source) {
        Snapshot snapshot = broker.snapshot();
        Optional<ServerSettings> settings = source.settings().value();
        out.println("daypass serves " + snapshot.issuer());
        settings.ifPresent(
                found -> out.printf(LINE, "listening", address(found.main().host(), broker.port())));
        settings.flatMap(ServerSettings::management)
                .ifPresent(found -> out.printf(
                        LINE,
                        "management",
                        address(found.host(), broker.managementPort().orElse(found.port()))));
        settings.ifPresent(
                found -> out.printf(LINE, "store", found.store().url().split("[;?]", 2)[0]));
        out.printf(
                LINE,
                "configuration",
                source.directory().map(Object::toString).orElse("-") + ", revision "
                        + snapshot.revision()
                                .substring(0, Math.min(12, snapshot.revision().length())));
        out.printf(LINE, "roles", snapshot.roles().size());
        broker.health().forEach(this::check);
        out.flush();
    }

    private void check(Health.Check check) {
        String state =
                check.state() == Health.State.UP ? "" : check.state().name().toLowerCase(Locale.ROOT) + ": ";
        out.printf(LINE, check.name(), state + check.detail().orElse(""));
    }

    private static String address(String host, int port) {
        return host + ":" + port;
    }
}
