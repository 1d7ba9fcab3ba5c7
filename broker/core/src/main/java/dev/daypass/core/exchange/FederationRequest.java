package dev.daypass.core.exchange;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What GetFederationToken asks for (AWS STS API reference).
 *
 * @param name 2 to 32 characters
 * @param policy inline session policy, JSON; without any policy the session may do nothing
 */
public record FederationRequest(
        String name,
        Optional<String> policy,
        List<String> policyArns,
        Optional<Duration> duration,
        Map<String, String> tags) {}
