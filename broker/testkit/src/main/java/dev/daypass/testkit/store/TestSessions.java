package dev.daypass.testkit.store;

import dev.daypass.core.arn.Arn;
import dev.daypass.core.identity.Attributes;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.session.Session;
import dev.daypass.core.session.SessionLabels;
import dev.daypass.core.session.SessionLineage;
import dev.daypass.core.session.SessionOrigin;
import dev.daypass.core.session.SessionOwner;
import dev.daypass.core.session.SessionPolicies;
import dev.daypass.core.session.SessionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sessions with names. All of them begin at {@link #START} and last an hour. */
public final class TestSessions {
    public static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    /** A directory, whose word the sessions of {@link #ofDirectory} began. */
    public static final ProviderId DIRECTORY = new ProviderId("corp-ad");

    private static final Duration HOUR = Duration.ofHours(1);

    private TestSessions() {}

    /** Alice of corp-saml, reading in prod. */
    public static Session alice() {
        return reader("ASIAALICEALICEALICE1", "alice");
    }

    /** Bob of corp-saml, reading in prod. */
    public static Session bob() {
        return reader("ASIABOBBOBBOBBOBBOB1", "bob");
    }

    /** Somebody of corp-saml, reading in prod. */
    public static Session reader(String id, String subject) {
        return session(id, subject, "prod/ReadOnly", START);
    }

    /** The same session under another id, chained from it. */
    public static Session chainedFrom(Session parent, String id) {
        return chainedFrom(parent, id, parent.owner(), parent.issuedAt());
    }

    /** A session of another role, {@code ALIAS/NAME}, chained from one at an instant. */
    public static Session chainedFrom(Session parent, String id, String role, Instant from) {
        return chainedFrom(parent, id, owner(role, parent.labels().name()), from);
    }

    private static Session chainedFrom(Session parent, String id, SessionOwner owner, Instant from) {
        return new Session(
                id,
                from,
                parent.expiresAt(),
                owner,
                parent.labels(),
                parent.policies(),
                parent.origin(),
                parent.childLineage());
    }

    /** A session of a role, {@code ALIAS/NAME}, from an instant on. */
    public static Session session(String id, String subject, String role, Instant from) {
        var labels = new SessionLabels(
                subject, Map.of("department", "R&D"), Set.of("department"), Optional.of(subject + "@corp.example.com"));
        var origin = new SessionOrigin(
                Optional.of(new ProviderId("corp-saml")),
                subject,
                Attributes.ofTexts(Map.of("groups", List.of("Engineers", "Everybody"))),
                Map.of("saml:sub", List.of(subject)));
        return new Session(
                id,
                from,
                from.plus(HOUR),
                owner(role, subject),
                labels,
                SessionPolicies.none(),
                origin,
                SessionLineage.root(Optional.of(from.plus(HOUR))));
    }

    /** Somebody of the directory, reading in prod from an instant on. */
    public static SessionRecord ofDirectory(String id, String subject, Instant from) {
        SessionRecord session = session(id, subject, "prod/ReadOnly", from).record();
        return new SessionRecord(
                id,
                from,
                session.expiresAt(),
                session.owner(),
                session.labels(),
                Optional.of(DIRECTORY),
                subject,
                session.lineage());
    }

    private static SessionOwner owner(String role, String sessionName) {
        String name = role.substring(role.indexOf('/') + 1);
        var arn = new Arn("daypass", "sts", "", "111122223333", "assumed-role/" + name + "/" + sessionName);
        return new SessionOwner(SessionOwner.Kind.ROLE, role, "AROA" + name, arn);
    }
}
