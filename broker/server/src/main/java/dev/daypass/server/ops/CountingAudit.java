package dev.daypass.server.ops;

import dev.daypass.core.arn.Arn;
import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.role.Role;
import dev.daypass.core.snapshot.Snapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Counts what is audited, once it is durable: sign-ins, sessions, denials by reason. */
public final class CountingAudit implements AuditSink {
    private final AuditSink sink;
    private final Meters meters;
    private final Supplier<Snapshot> snapshots;

    /**
     * @param snapshots says which names are configured: others never become labels
     */
    public CountingAudit(AuditSink sink, Meters meters, Supplier<Snapshot> snapshots) {
        this.sink = sink;
        this.meters = meters;
        this.snapshots = snapshots;
    }

    @Override
    public void append(AuditEvent event) {
        sink.append(event);
        switch (event.kind()) {
            case SIGN_IN -> meters.count("daypass_logins", signIn(event));
            case ASSUME_ROLE, NARROWING -> {
                if (event.outcome() == AuditEvent.Verdict.GRANTED) {
                    meters.count("daypass_sessions_issued", Map.of("kind", "role", "role", role(event)));
                }
            }
            case TEMPORARY_CREDENTIALS -> {
                if (event.outcome() == AuditEvent.Verdict.GRANTED) {
                    meters.count("daypass_sessions_issued", Map.of("kind", "user", "role", ""));
                }
            }
            case REQUEST_AUTHENTICATION,
                    BROWSER_LOGIN,
                    BROWSER_LOGOUT,
                    BROWSER_SESSION,
                    CLIENT_AUTHENTICATION,
                    CLIENT_GRANT,
                    AUTHORIZATION,
                    EXPLANATION,
                    REVOCATION,
                    CONFIGURATION,
                    KEY_ROTATION,
                    KEY_RETIREMENT,
                    LIFECYCLE -> {}
        }
        event.reason().ifPresent(reason -> meters.count("daypass_denials", Map.of("reason", reason.name())));
    }

    private Map<String, String> signIn(AuditEvent event) {
        String provider = first(event, "provider");
        boolean known = snapshots.get().providers().stream()
                .anyMatch(configured -> configured.id().name().equals(provider));
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("idp", known ? provider : "unknown");
        labels.put("outcome", event.outcome() == AuditEvent.Verdict.GRANTED ? "granted" : "refused");
        return labels;
    }

    private String role(AuditEvent event) {
        return Arn.parse(first(event, "role"))
                .flatMap(snapshots.get()::role)
                .map(Role::reference)
                .orElse("unknown");
    }

    private static String first(AuditEvent event, String fact) {
        List<String> values = event.facts().getOrDefault(fact, List.of());
        return values.isEmpty() ? "" : values.get(0);
    }
}
