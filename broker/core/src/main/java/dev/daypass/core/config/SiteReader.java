package dev.daypass.core.config;

import dev.daypass.core.application.ForwardedSite;
import dev.daypass.core.config.form.Fields;
import dev.daypass.core.config.form.Form;
import dev.daypass.core.config.form.Key;
import dev.daypass.core.config.form.Many;
import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.config.form.Scalars;
import dev.daypass.core.config.form.Shape;
import dev.daypass.core.role.TakingTerms;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code forwardAuth} of {@code daypass.yaml}: sites whose proxy asks us about every request. */
final class SiteReader {
    private static final Key<List<String>> AUDIENCES = Key.optional(
                    "audiences",
                    Many.plainList(Scalars.text()),
                    "Audiences of tokens that are taken there, and no others; left out: `https://HOST`.",
                    "[https://wiki.corp.example.com]")
            .otherwise(List.of());
    private static final Key<Boolean> COMPARES_BODIES = Key.optional(
                    "comparesBodies",
                    Scalars.flag(),
                    "Whether the site compares a signed request's body with the hash in `X-Daypass-Body-Sha256`;"
                            + " left out: signed requests with a body are refused.",
                    "true")
            .otherwise(false);

    private static final Key<Placed<String>> ROLE = Key.optional(
            "role",
            Scalars.placed(Names.reference()),
            "The role that people take there who come with a browser; one without `reason: required`, since nobody is"
                    + " asked there. Left out: only tokens and signatures are taken.",
            "prod/WikiReader");

    static final Form<Map<Placed<String>, Draft>> FORM = Many.named(
            "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*",
            "bad-host",
            "write a host name in lower case, without scheme and port",
            Shape.of("a site", AUDIENCES, COMPARES_BODIES, ROLE).as(SiteReader::draft));

    /** What is written under one host. */
    record Draft(List<String> audiences, ForwardedSite.SignedBodies signedBodies, Optional<Placed<String>> role) {}

    private SiteReader() {}

    private static Optional<Draft> draft(Fields fields, Reading reading) {
        return Optional.of(new Draft(
                fields.orFallback(AUDIENCES),
                fields.orFallback(COMPARES_BODIES)
                        ? ForwardedSite.SignedBodies.COMPARED_BY_SITE
                        : ForwardedSite.SignedBodies.REFUSED,
                fields.get(ROLE)));
    }

    static List<ForwardedSite> sites(Map<Placed<String>, Draft> drafts) {
        return drafts.entrySet().stream()
                .map(entry -> site(entry.getKey().value(), entry.getValue()))
                .toList();
    }

    /** The roles that sites name, to be compared with those that are there. */
    static List<Placed<String>> roles(Map<Placed<String>, Draft> drafts) {
        return drafts.values().stream().flatMap(draft -> draft.role().stream()).toList();
    }

    /** Finds roles that nobody could take by visiting a page. */
    static void checkRoles(List<Placed<String>> named, Registry<RoleReader.Draft> roles, Reading reading) {
        named.stream()
                .filter(role -> roles.require(role, reading))
                .filter(role -> roles.get(role.value())
                        .filter(draft -> draft.terms().reason() == TakingTerms.Reason.REQUIRED)
                        .isPresent())
                .forEach(role -> reading.error(
                        "site-role-asks-reason",
                        role.source(),
                        "`" + role.value() + "` has `reason: required`, and who visits a site is not asked for any",
                        "name a role that asks for none, or make its reason optional"));
    }

    private static ForwardedSite site(String host, Draft draft) {
        Set<String> audiences = draft.audiences().isEmpty() ? Set.of("https://" + host) : Set.copyOf(draft.audiences());
        return new ForwardedSite(
                host, audiences, draft.signedBodies(), draft.role().map(Placed::value));
    }
}
