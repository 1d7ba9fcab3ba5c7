package dev.daypass.core.token;

import dev.daypass.core.keys.SigningAlgorithm;
import java.util.List;

/**
 * For whom an access token is made.
 *
 * @param clientId the application
 * @param audiences where it may be used; empty: at this broker alone
 * @param scopes as granted
 */
public record TokenIssue(
        String clientId,
        List<String> audiences,
        List<String> scopes,
        SigningAlgorithm algorithm,
        TokenContext context) {
    public TokenIssue {
        audiences = List.copyOf(audiences);
        scopes = List.copyOf(scopes);
    }
}
