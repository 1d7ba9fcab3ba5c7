package dev.daypass.core.terminal;

import dev.daypass.core.application.Application;
import dev.daypass.core.arn.Arn;
import dev.daypass.core.login.BrowserSession;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.role.Role;
import dev.daypass.core.snapshot.RequestContext;
import java.util.List;
import java.util.Optional;

/**
 * Where a token of a login's role may serve (RFC 8693 section 2.1): at this broker, or at a service that is an application
 * here, and whose own sessions may be of that role and that identity provider. No service comes so to what its
 * configuration keeps from it (security X06).
 */
public final class LoginAudience {
    private LoginAudience() {}

    /**
     * The audiences of a token; none: this broker alone.
     *
     * @param asked a service's {@code audience}, letter for letter
     * @param role by ARN or as {@code ALIAS/NAME}; one that is not there is refused later, as everywhere
     */
    public static Outcome<List<String>> of(
            Optional<String> asked, String role, BrowserSession login, RequestContext request) {
        if (asked.isEmpty() || asked.get().equals(request.snapshot().issuer())) {
            return Outcome.granted(List.of());
        }
        String reference = request.snapshot()
                .role(role)
                .or(() -> Arn.parse(role).flatMap(request.snapshot()::role))
                .map(Role::reference)
                .orElse("");
        boolean served = request.snapshot().applications().stream()
                .filter(Application::enabled)
                .filter(service -> service.audience().equals(asked))
                .anyMatch(service -> service.permitted().role(reference)
                        && service.permitted()
                                .providers()
                                .contains(login.identity().provider()));
        return served
                ? Outcome.granted(List.of(asked.get()))
                : Outcome.refused(
                        Reason.TARGET_NOT_ALLOWED,
                        "There is no service of this audience that may have sessions of this role",
                        "X06: no enabled application of that audience with the role and the provider");
    }
}
