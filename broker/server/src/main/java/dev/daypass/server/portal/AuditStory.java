package dev.daypass.server.portal;

import dev.daypass.core.administration.ChainStates;
import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditRecord;
import dev.daypass.server.portal.view.AdminAudit;
import dev.daypass.server.portal.view.AdminPlace;
import dev.daypass.server.portal.view.AdminStory;
import dev.daypass.server.portal.view.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells entries of the audit in plain words. */
final class AuditStory {
    /** What belongs to no request. */
    private static final String NO_CORRELATION = "-";

    private static final String PATH = AdminPlace.AUDIT.path();

    private AuditStory() {}

    /** An entry as a row. */
    static AdminAudit.Row row(AuditRecord entry, Words words) {
        String link =
                entry.correlation().equals(NO_CORRELATION) ? "" : PATH + "/" + AdminQuery.encode(entry.correlation());
        return new AdminAudit.Row(
                AdminSessionsEndpoint.moment(entry.entry().at(), words),
                entry.kind(),
                entry.granted(),
                sentence(entry, words),
                entry.reason().orElse(""),
                link);
    }

    /** One sentence, whatever is missing. */
    static String sentence(AuditRecord entry, Words words) {
        boolean known = Arrays.stream(AuditEvent.Kind.values())
                .anyMatch(kind -> kind.name().equals(entry.kind()));
        String kind = known ? entry.kind().toLowerCase(Locale.ROOT) : "other";
        String key = "trail." + kind + (entry.granted() ? ".granted" : ".refused");
        String nobody = words.of("trail.somebody");
        return words.of(
                key,
                entry.fact("subject", "caller", "by", "username", "client").orElse(nobody),
                shortened(entry.fact("role", "action", "key", "request", "resource")
                        .orElse("—")),
                entry.fact("provider", "resource", "scope", "client").orElse("—"));
    }

    /** An ARN's last part says enough in a sentence. */
    private static String shortened(String text) {
        return text.startsWith("arn:") ? text.substring(text.lastIndexOf(':') + 1) : text;
    }

    /** An entry as a chapter of its story. */
    static AdminStory.Chapter chapter(AuditRecord entry, Words words) {
        List<AdminStory.Fact> facts = new ArrayList<>();
        entry.facts().forEach((name, values) -> facts.add(new AdminStory.Fact(name, String.join(", ", values))));
        return new AdminStory.Chapter(
                row(entry, words),
                entry.entry().sequence() + " · " + entry.entry().head().node(),
                facts,
                entry.entry().line(),
                related(entry, words));
    }

    private static List<AdminStory.Related> related(AuditRecord entry, Words words) {
        Map<String, String> links = new LinkedHashMap<>();
        entry.fact("session", "browserSession")
                .ifPresent(id -> links.put(
                        words.of("trail.toSession"), AdminPlace.SESSIONS.path() + "/" + AdminQuery.encode(id)));
        entry.fact("session", "browserSession")
                .ifPresent(id -> links.put(words.of("trail.sameSession"), AdminQuery.link(PATH, "text", id)));
        entry.fact("chainedFrom")
                .ifPresent(id -> links.put(words.of("trail.sameChain"), AdminQuery.link(PATH, "text", id)));
        entry.fact("proofId")
                .ifPresent(id -> links.put(words.of("trail.sameProof"), AdminQuery.link(PATH, "text", id)));
        entry.fact("subject")
                .ifPresent(name -> links.put(words.of("trail.samePerson"), AdminQuery.link(PATH, "person", name)));
        return links.entrySet().stream()
                .map(link -> new AdminStory.Related(link.getKey(), link.getValue()))
                .toList();
    }

    /** What is known of the chain. */
    static AdminAudit.Chain chain(ChainStates.State state, Words words) {
        if (state.checkedAt().isEmpty()) {
            return new AdminAudit.Chain("", words.of("trail.chain.unknown"), List.of());
        }
        String when = words.moment(state.checkedAt().get());
        long entries = state.places().stream()
                .mapToLong(ChainStates.Place::entries)
                .max()
                .orElse(0);
        List<String> faults = state.places().stream()
                .flatMap(place -> place.fault().map(fault -> place.name() + ": " + fault).stream())
                .toList();
        return faults.isEmpty()
                ? new AdminAudit.Chain("good", words.of("trail.chain.holds", entries, when), faults)
                : new AdminAudit.Chain("bad", words.of("trail.chain.broken", when), faults);
    }
}
