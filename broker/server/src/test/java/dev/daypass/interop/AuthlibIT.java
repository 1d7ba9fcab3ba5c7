package dev.daypass.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Authlib (Debian's package) gets, verifies, exchanges, refreshes, looks at and revokes tokens. */
@ExtendWith(WithPeers.class)
final class AuthlibIT {
    private final Peers peers;

    AuthlibIT(Peers peers) {
        this.peers = peers;
    }

    @Test
    void authlibDoesAllOfIt() throws IOException {
        Path directory = peers.workplace("authlib");
        try (var in = AuthlibIT.class.getResourceAsStream("authlib-client.py")) {
            Files.write(directory.resolve("client.py"), in.readAllBytes());
        }
        var command = new Command(directory);
        Command.Result result = command.run(
                command.python("authlib"),
                "client.py",
                peers.broker().endpoint().toString(),
                ServedBroker.secret("reports"),
                peers.openId().idToken("alice"),
                ServedBroker.secret("shop"));
        assertEquals(0, result.exitCode(), result.output());
        assertEquals(
                List.of(
                        "service: arn:daypass:sts::111122223333:assumed-role/ReportWriter/reports",
                        "active: True",
                        "may put: True",
                        "after revocation: False",
                        "exchanged: urn:ietf:params:oauth:token-type:access_token",
                        "refreshed: True"),
                result.output().lines().toList());
    }
}
