package dev.daypass.server.portal;

import dev.daypass.core.administration.ChainStates;
import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditRecord;
import dev.daypass.server.portal.view.AdminAudit;
import dev.daypass.server.portal.view.AdminPlace;
import dev.daypass.server.portal.view.AdminStory;
import dev.daypass.server.portal.view.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Tells entries of the audit in plain words. */
final class AuditStory {
    /** What belongs to no request. */
    private static final String NO_CORRELATION = "-";

    private static final String PATH = AdminPlace.AUDIT.path();
    /** No session lives longer. */
    private static final Duration AROUND = Duration.ofDays(2);

    private AuditStory() {}

    /** An entry as a row. */
    static AdminAudit.Row row(AuditRecord entry, ChainStates.State chain, Words words) {
        String link =
                entry.correlation().equals(NO_CORRELATION) ? "" : PATH + "/" + AdminQuery.encode(entry.correlation());
        return new AdminAudit.Row(
                AdminSessionsEndpoint.moment(entry.entry().at(), words),
                entry.kind(),
                entry.granted(),
                sentence(entry, words),
                entry.reason().orElse(""),
                link,
                doubt(entry, chain, words));
    }

    /** While nobody has looked at any chain, the page says so once. */
    private static String doubt(AuditRecord entry, ChainStates.State chain, Words words) {
        if (chain.checkedAt().isEmpty()) {
            return "";
        }
        return switch (chain.of(entry.entry().head().node())) {
            case HOLDS -> "";
            case BROKEN -> words.of("trail.doubt.broken");
            case NOT_VERIFIED -> words.of("trail.doubt.notVerified");
        };
    }

    /** One sentence, whatever is missing. */
    static String sentence(AuditRecord entry, Words words) {
        boolean known = Arrays.stream(AuditEvent.Kind.values())
                .anyMatch(kind -> kind.name().equals(entry.kind()));
        String kind = known ? entry.kind().toLowerCase(Locale.ROOT) : "other";
        String key = "trail." + kind + (entry.granted() ? ".granted" : ".refused");
        return words.of(
                key,
                entry.fact("subject", "caller", "by", "username", "client").orElseGet(() -> words.of("trail.somebody")),
                entry.fact("role", "action", "key", "request", "resource")
                        .map(AuditStory::shortened)
                        .orElseGet(() -> words.of("trail.something")),
                entry.fact("provider", "resource", "scope", "client")
                        .orElseGet(() -> words.of(kind.equals("assume_role") ? "trail.keys" : "trail.something")));
    }

    /** An ARN's last part says enough in a sentence. */
    private static String shortened(String text) {
        return text.startsWith("arn:") ? text.substring(text.lastIndexOf(':') + 1) : text;
    }

    /** An entry as a chapter of its story. */
    static AdminStory.Chapter chapter(AuditRecord entry, ChainStates.State chain, Words words) {
        List<AdminStory.Fact> facts = new ArrayList<>();
        entry.facts().forEach((name, values) -> facts.add(new AdminStory.Fact(name, String.join(", ", values))));
        return new AdminStory.Chapter(
                row(entry, chain, words),
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
                .ifPresent(id -> links.put(words.of("trail.sameSession"), around(entry, "text", id)));
        entry.fact("chainedFrom").ifPresent(id -> links.put(words.of("trail.sameChain"), around(entry, "text", id)));
        entry.fact("proofId").ifPresent(id -> links.put(words.of("trail.sameProof"), around(entry, "text", id)));
        entry.fact("subject").ifPresent(name -> links.put(words.of("trail.samePerson"), around(entry, "person", name)));
        return links.entrySet().stream()
                .map(link -> new AdminStory.Related(link.getKey(), link.getValue()))
                .toList();
    }

    /** A search through the days around an entry. */
    private static String around(AuditRecord entry, String name, String value) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(name, value);
        parameters.put("from", AdminQuery.typed(entry.entry().at().minus(AROUND)));
        parameters.put("until", AdminQuery.typed(entry.entry().at().plus(AROUND)));
        return AdminQuery.link(PATH, parameters);
    }

    /** What is known of the chains. */
    static AdminAudit.Chain chain(ChainStates.State state, Words words) {
        if (state.failure().isPresent()) {
            return failed(state, state.failure().get(), words);
        }
        return state.checkedAt().isEmpty()
                ? new AdminAudit.Chain("", words.of("trail.chain.unknown"), List.of())
                : known(state, words);
    }

    /** What was known before is still told. */
    private static AdminAudit.Chain failed(ChainStates.State state, ChainStates.Failure failure, Words words) {
        String text = words.of("trail.chain.failed", words.moment(failure.at()), words.moment(failure.again()));
        if (state.checkedAt().isEmpty()) {
            return new AdminAudit.Chain("", text, List.of());
        }
        AdminAudit.Chain before = known(state, words);
        List<String> lines = new ArrayList<>(List.of(before.text()));
        lines.addAll(before.faults());
        return new AdminAudit.Chain(before.style().equals("bad") ? "bad" : "", text, lines);
    }

    private static AdminAudit.Chain known(ChainStates.State state, Words words) {
        String when = state.checkedAt().map(words::moment).orElse("");
        Map<String, Long> byNode = new TreeMap<>();
        state.places().forEach(place -> byNode.merge(place.node(), place.entries(), Math::max));
        long entries = byNode.values().stream().mapToLong(Long::longValue).sum();
        List<String> faults = state.places().stream()
                .flatMap(
                        place -> place.fault().map(fault -> place.node() + ", " + place.name() + ": " + fault).stream())
                .toList();
        if (!faults.isEmpty()) {
            return new AdminAudit.Chain("bad", words.of("trail.chain.broken", when), faults);
        }
        return new AdminAudit.Chain(
                "good",
                byNode.size() == 1
                        ? words.of("trail.chain.holds", entries, when)
                        : words.of("trail.chains.hold", entries, when, String.join(", ", byNode.keySet())),
                faults);
    }
}
