package dev.daypass.server.client.login;

import dev.daypass.core.secret.Secret;
import dev.daypass.server.client.Members;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A person's login at a broker.
 *
 * @param access opens the broker's doors for this login
 * @param until first moment at which {@code access} opens nothing
 * @param refresh gets the next two; absent: the login ends with {@code access}
 */
public record Login(Broker broker, Secret access, Instant until, Optional<Secret> refresh) {
    /** The same login with a refresh token that stays good. */
    Login with(Secret token) {
        return new Login(broker, access, until, Optional.of(token));
    }

    String json() {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("broker", broker.toString());
        members.put("accessToken", access.reveal());
        members.put("expiresAt", until.toString());
        refresh.ifPresent(token -> members.put("refreshToken", token.reveal()));
        return Members.write(members);
    }

    /** Reads what {@link #json} wrote; empty for anything else. */
    static Optional<Login> read(String json) {
        try {
            Optional<Broker> broker =
                    Members.find(json, "broker").map(URI::create).flatMap(Broker::at);
            Optional<Instant> until = Members.find(json, "expiresAt").map(Instant::parse);
            Optional<String> access = Members.find(json, "accessToken");
            if (broker.isEmpty() || until.isEmpty() || access.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new Login(
                    broker.get(),
                    Secret.of(access.get()),
                    until.get(),
                    Members.find(json, "refreshToken").map(Secret::of)));
        } catch (DateTimeException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
