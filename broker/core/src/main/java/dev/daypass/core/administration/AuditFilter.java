package dev.daypass.core.administration;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditRecord;
import dev.daypass.core.audit.AuditSearch;
import dev.daypass.core.outcome.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which entries somebody wants to see. What is absent leaves everything in.
 *
 * @param person part of whoever it is about or did it, in whatever case
 * @param role part of a role's name or ARN
 * @param text part of the line
 */
public record AuditFilter(
        Optional<AuditEvent.Kind> kind,
        Optional<AuditEvent.Verdict> outcome,
        Optional<Reason> reason,
        Optional<String> person,
        Optional<String> role,
        Optional<String> correlation,
        Optional<Instant> from,
        Optional<Instant> until,
        Optional<String> text) {
    private static final List<String> PEOPLE =
            List.of("subject", "caller", "by", "name", "username", "sourceIdentity", "sessionName");
    private static final List<String> ROLES = List.of("role", "roles", "caller", "by");

    /** All that happened under one correlation id. */
    public static AuditFilter of(String correlation) {
        return new AuditFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(correlation),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** All lines with a text in them, from an instant to another. */
    public static AuditFilter within(String text, AuditEvent.Kind kind, Instant from, Instant until) {
        return new AuditFilter(
                Optional.of(kind),
                Optional.of(AuditEvent.Verdict.GRANTED),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(from),
                Optional.of(until),
                Optional.of(text));
    }

    /** The same of entries that are no older than an instant. */
    public AuditFilter since(Instant instant) {
        return new AuditFilter(kind, outcome, reason, person, role, correlation, Optional.of(instant), until, text);
    }

    /**
     * Whether entries have to be walked through to find what matches, so that a time has to bound the walk. A correlation
     * id is looked up, and where everything matches the newest are at hand.
     */
    public boolean isWalk() {
        return correlation.isEmpty()
                && (kind.isPresent()
                        || outcome.isPresent()
                        || reason.isPresent()
                        || person.isPresent()
                        || role.isPresent()
                        || text.isPresent());
    }

    /** What each line must hold; more than enough, {@link #matches} decides. */
    List<String> fragments() {
        var fragments = new ArrayList<String>();
        kind.ifPresent(value -> fragments.add(member("kind", value.name())));
        outcome.ifPresent(value -> fragments.add(member("outcome", value.name())));
        reason.ifPresent(value -> fragments.add(member("reason", value.name())));
        person.map(AuditSearch::escaped).ifPresent(fragments::add);
        role.map(AuditSearch::escaped).ifPresent(fragments::add);
        text.map(AuditSearch::escaped).ifPresent(fragments::add);
        return fragments;
    }

    private static String member(String name, String value) {
        return "\"" + name + "\":\"" + AuditSearch.escaped(value) + "\"";
    }

    boolean matches(AuditRecord entry) {
        return kind.map(value -> entry.kind().equals(value.name())).orElse(true)
                && outcome.map(value -> entry.outcome().equals(value.name())).orElse(true)
                && reason.map(value -> entry.reason().equals(Optional.of(value.name())))
                        .orElse(true)
                && correlation.map(entry.correlation()::equals).orElse(true)
                && person.map(value -> holds(entry, PEOPLE, value)).orElse(true)
                && role.map(value -> holds(entry, ROLES, value)).orElse(true);
    }

    private static boolean holds(AuditRecord entry, List<String> facts, String part) {
        String wanted = part.toLowerCase(Locale.ROOT);
        return facts.stream()
                .flatMap(name -> entry.facts().getOrDefault(name, List.of()).stream())
                .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(wanted));
    }
}
