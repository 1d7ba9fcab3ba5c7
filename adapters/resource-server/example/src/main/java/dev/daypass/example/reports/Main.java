package dev.daypass.example.reports;

import dev.daypass.resourceserver.ResourceServer;
import dev.daypass.resourceserver.settings.Settings;
import java.net.URI;
import java.time.Duration;

/** {@code reports ISSUER AUDIENCE PORT}: serves on loopback until it is stopped. */
public final class Main {
    private Main() {}

    /** Exits 2 on wrong usage. */
    public static void main(String[] arguments) {
        if (arguments.length != 3) {
            System.err.println("usage: reports ISSUER AUDIENCE PORT, such as"
                    + " `reports http://127.0.0.1:8443 https://reports.example.com 8081`");
            System.exit(2);
        }
        int port = Integer.parseInt(arguments[2]);
        Settings settings = Settings.of(arguments[0], arguments[1]);
        // DPoP proofs name the address that clients see: here this very port, behind a proxy the proxy's.
        URI here = URI.create("http://127.0.0.1:" + port);
        ResourceServer daypass =
                ResourceServer.start(settings.with(settings.proofs().at(here)));
        var server = new ReportsServer(daypass, port);
        server.start();
        boolean ready = daypass.awaitReady(Duration.ofSeconds(5));
        System.out.println("reports at " + here + "/reports/2026, " + (ready ? "ready" : "but the broker is silent"));
    }
}
