package dev.daypass.core.grant;

import dev.daypass.core.identity.AttributeValue;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.TokenSettings;
import dev.daypass.core.session.ClientMarks;
import dev.daypass.core.session.Session;
import dev.daypass.core.session.SessionOrigin;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.core.token.Actor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who may act for whom (RFC 8693 sections 4.1 and 4.4). The subject's own token must name the actor in {@code may_act};
 * who acted before stays in the chain, which has an end.
 *
 * @param party the subject, as its issuer calls it
 * @param mayAct whom it lets act for it
 * @param former who acts for it already
 */
record Delegation(Party party, Optional<Party> mayAct, Optional<Actor> former) {
    /** More hands than this is no delegation any more (security X08). */
    static final int DEEPEST = 5;

    private static final String MAY_ACT = "may_act";
    private static final String ACT = "act";
    private static final Set<String> NAMING = Set.of("iss", "sub");

    /** Somebody, by the name that an issuer vouches for. */
    record Party(String issuer, String subject) {}

    /** What an identity's token says; {@code may_act} or {@code act} that cannot be understood refuses. */
    static Outcome<Delegation> of(Identity identity) {
        var party = new Party(identity.issuer(), identity.subject().value());
        List<AttributeValue> mayAct = identity.attributes().all(MAY_ACT);
        List<AttributeValue> act = identity.attributes().all(ACT);
        Optional<Party> named = mayAct.stream().findFirst().flatMap(value -> named(value, identity.issuer(), NAMING));
        Optional<Actor> former = act.stream().findFirst().flatMap(value -> former(value, identity.issuer(), 0));
        return (!mayAct.isEmpty() && named.isEmpty()) || (!act.isEmpty() && former.isEmpty())
                ? Outcome.refused(
                        Reason.ACTOR_NOT_ALLOWED,
                        "The token says who may act or acts in a way that is not understood",
                        "X08: `may_act` or `act` is not of its form, or the chain is too deep")
                : Outcome.granted(new Delegation(party, named, former));
    }

    /** What one of our own sessions says. */
    static Delegation of(Session session, Optional<Actor> actor, Snapshot snapshot) {
        List<String> kept = session.origin().conditionKeys().getOrDefault(ClientMarks.MAY_ACT, List.of());
        Optional<Party> mayAct = kept.size() == 2 ? Optional.of(new Party(kept.get(0), kept.get(1))) : Optional.empty();
        return new Delegation(party(session, snapshot), mayAct, actor);
    }

    /**
     * Who holds a session: whoever began it, since the session's own name is of their choosing. An issuer of tokens
     * vouches under its own name, an identity provider of SAML under that of the configuration, we for our users and
     * services.
     */
    static Party party(Session session, Snapshot snapshot) {
        SessionOrigin origin = session.origin();
        String issuer = origin.provider()
                .map(id -> snapshot.provider(id)
                        .map(Provider::settings)
                        .filter(TokenSettings.class::isInstance)
                        .map(settings -> ((TokenSettings) settings).issuer())
                        .orElse(id.name()))
                .orElseGet(snapshot::issuer);
        return new Party(issuer, origin.subject());
    }

    /** The chain with another one acting now, if the subject lets it. */
    Outcome<Actor> by(Party actor) {
        if (mayAct.filter(actor::equals).isEmpty()) {
            return refused("X08: the subject's `may_act` does not name the actor");
        }
        if (actor.equals(party)) {
            return refused("X08: the actor is the subject itself");
        }
        var chain = new Actor(actor.subject(), Optional.of(actor.issuer()), former);
        return chain.depth() <= DEEPEST
                ? Outcome.granted(chain)
                : refused("X08: a chain of " + chain.depth() + " actors");
    }

    /** What the session begun for the subject remembers. */
    Map<String, List<String>> marks(Optional<Actor> actor) {
        var marks = new LinkedHashMap<String, List<String>>();
        mayAct.ifPresent(named -> marks.put(ClientMarks.MAY_ACT, List.of(named.issuer(), named.subject())));
        actor.ifPresent(chain -> marks.put(ClientMarks.ACTOR, subjects(chain)));
        return marks;
    }

    private static List<String> subjects(Actor chain) {
        var subjects = new ArrayList<String>();
        Optional<Actor> next = Optional.of(chain);
        while (next.isPresent()) {
            subjects.add(next.get().subject());
            next = next.get().former();
        }
        return subjects;
    }

    private static Outcome<Actor> refused(String detail) {
        return Outcome.refused(Reason.ACTOR_NOT_ALLOWED, "The actor may not act for the subject of this token", detail);
    }

    /** What names somebody else than by issuer and subject is not understood, so it cannot be honoured. */
    private static Optional<Party> named(AttributeValue value, String issuer, Set<String> known) {
        if (!(value instanceof AttributeValue.Structure structure)
                || !known.containsAll(structure.members().keySet())) {
            return Optional.empty();
        }
        String iss = text(structure, "iss").orElse(issuer);
        return text(structure, "sub").map(subject -> new Party(iss, subject));
    }

    private static Optional<Actor> former(AttributeValue value, String issuer, int depth) {
        if (depth >= DEEPEST) {
            return Optional.empty();
        }
        Optional<Party> party = named(value, issuer, Set.of("iss", "sub", ACT));
        List<AttributeValue> before = value instanceof AttributeValue.Structure structure
                ? structure.members().getOrDefault(ACT, List.of())
                : List.of();
        Optional<Actor> further = before.stream().findFirst().flatMap(nested -> former(nested, issuer, depth + 1));
        return !before.isEmpty() && further.isEmpty()
                ? Optional.empty()
                : party.map(found -> new Actor(found.subject(), Optional.of(found.issuer()), further));
    }

    private static Optional<String> text(AttributeValue.Structure structure, String member) {
        List<AttributeValue> values = structure.members().getOrDefault(member, List.of());
        return values.size() == 1 && values.get(0) instanceof AttributeValue.Text text
                ? Optional.of(text.text())
                : Optional.empty();
    }
}
