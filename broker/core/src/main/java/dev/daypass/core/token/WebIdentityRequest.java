package dev.daypass.core.token;

import dev.daypass.core.keys.SigningAlgorithm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What GetWebIdentityToken asks for (AWS STS API reference).
 *
 * @param audiences one to ten services that shall take the token
 * @param duration 1 to 60 minutes; absent: 5
 * @param tags claims of the caller's own making
 */
public record WebIdentityRequest(
        List<String> audiences, SigningAlgorithm algorithm, Optional<Duration> duration, Map<String, String> tags) {
    public WebIdentityRequest {
        audiences = List.copyOf(audiences);
        tags = Map.copyOf(tags);
    }
}
