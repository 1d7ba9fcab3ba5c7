package dev.daypass.server.portal;

import dev.daypass.core.administration.AdminAction;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Protocol;
import dev.daypass.server.http.Route;
import dev.daypass.server.portal.AdministrationGate.Visit;
import dev.daypass.server.portal.view.AdminPlace;
import dev.daypass.server.portal.view.AdminProviders;
import dev.daypass.server.portal.view.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code GET /admin/providers}: how each identity provider is, and what to do. Safe for several threads. */
final class AdminProvidersEndpoint {
    private static final Duration SOON = Duration.ofDays(30);
    /** How far back the last sign-in is looked for. */
    private static final Duration LOOK_BACK = Duration.ofDays(1);

    private final AdminCore core;
    private final AdministrationGate gate;
    private final Frame frame;

    AdminProvidersEndpoint(AdminCore core, AdministrationGate gate, Frame frame) {
        this.core = core;
        this.gate = gate;
        this.frame = frame;
    }

    Route route(Protocol protocol) {
        return gate.page(AdminPlace.PROVIDERS.path(), AdminAction.LIST_PROVIDERS, protocol, this::page);
    }

    private Outcome<Answer> page(Visit visit) {
        Words words = frame.words(visit.request().headers());
        Instant now = visit.context().instant();
        List<AdminProviders.Row> rows = core.providers().apply(visit.context().snapshot()).stream()
                .map(report -> row(report, core.audit().lastSignIn(report.name(), now.minus(LOOK_BACK)), now, words))
                .toList();
        var shell =
                frame.signedIn(words, words.of("idps.title"), AdminPlace.PROVIDERS.place(), People.person(visit.who()));
        return Outcome.granted(Frame.page(Pages.adminProviders(shell, new AdminProviders(rows)), words));
    }

    static AdminProviders.Row row(ProviderReport report, Optional<Instant> lastSignIn, Instant now, Words words) {
        Condition condition = Condition.of(report, now);
        return new AdminProviders.Row(
                report.name(),
                "idps.kind." + report.kind().name().toLowerCase(Locale.ROOT),
                condition.key(),
                condition.style(),
                facts(report, lastSignIn, now, words),
                report.servers().stream()
                        .map(server -> new AdminProviders.Server(
                                server.url(),
                                server.answers()
                                        .map(up -> up ? "idps.server.up" : "idps.server.aside")
                                        .orElse("idps.server.untried"),
                                server.problem().orElse("")))
                        .toList(),
                report.problem().orElse(""),
                condition.cure(report));
    }

    private static List<AdminProviders.Fact> facts(
            ProviderReport report, Optional<Instant> lastSignIn, Instant now, Words words) {
        List<AdminProviders.Fact> facts = new ArrayList<>();
        report.loadedAt().ifPresent(at -> facts.add(fact("idps.loaded", at, words)));
        report.expires().ifPresent(at -> facts.add(fact("idps.expires", at, words)));
        // No element of time: scripts would put the date in the place of the days.
        report.certificateEnd()
                .ifPresent(at -> facts.add(new AdminProviders.Fact(
                        "idps.certificate",
                        words.count(
                                        "idps.days",
                                        Math.max(0, Duration.between(now, at).toDays())) + " (" + words.moment(at)
                                + ")",
                        Optional.empty())));
        report.keys()
                .ifPresent(count ->
                        facts.add(new AdminProviders.Fact("idps.keys", Integer.toString(count), Optional.empty())));
        facts.add(lastSignIn
                .map(at -> fact("idps.lastSignIn", at, words))
                .orElseGet(
                        () -> new AdminProviders.Fact("idps.lastSignIn", words.of("idps.noSignIn"), Optional.empty())));
        return facts;
    }

    private static AdminProviders.Fact fact(String key, Instant at, Words words) {
        return new AdminProviders.Fact(key, words.moment(at), Optional.of(AdminSessionsEndpoint.moment(at, words)));
    }

    /** How it is, in a word. */
    private enum Condition {
        OFF("idps.off", ""),
        DOWN("idps.down", "bad"),
        SHAKY("idps.shaky", "warned"),
        ENDING("idps.ending", "warned"),
        WELL("idps.well", "good");

        private final String key;
        private final String style;

        Condition(String key, String style) {
            this.key = key;
            this.style = style;
        }

        String key() {
            return key;
        }

        String style() {
            return style;
        }

        static Condition of(ProviderReport report, Instant now) {
            if (!report.enabled()) {
                return OFF;
            }
            if (!report.ready()) {
                return DOWN;
            }
            if (report.problem().isPresent()
                    || report.servers().stream()
                            .anyMatch(server -> server.answers().equals(Optional.of(false)))) {
                return SHAKY;
            }
            return report.certificateEnd()
                            .filter(end -> end.isBefore(now.plus(SOON)))
                            .isPresent()
                    ? ENDING
                    : WELL;
        }

        /** The key of what to do; empty: nothing. */
        String cure(ProviderReport report) {
            return switch (this) {
                case OFF, WELL -> "";
                case ENDING -> "idps.cure.ending";
                case DOWN, SHAKY ->
                    switch (report.kind()) {
                        case SAML -> "idps.cure.metadata";
                        case OIDC, JWT -> "idps.cure.keys";
                        case DIRECTORY -> "idps.cure.servers";
                    };
            };
        }
    }
}
