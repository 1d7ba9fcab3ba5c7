package dev.daypass.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.daypass.core.arn.Arn;
import dev.daypass.core.identity.Attributes;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an older broker wrote is still read. */
final class SessionCodecTest {
    private static final String SESSION_OF_FORMAT_1 = "AQAUQVNJQUNIQUlORUQwMDAwMDAwMDEAAAGcqNctAAAAAZypDhuAAARST0xF"
            + "AApwcm9kL0lubmVyAAlBUk9BSU5ORVIANmFybjpkYXlwYXNzOnN0czo6MTExMTIyMjIzMzMzOmFzc3VtZWQtcm9sZS9Jbm5lci9hbGljZQAF"
            + "YWxpY2UAAQAEdGVhbQAEYmx1ZQABAAR0ZWFtAQAFYWxpY2UAAAAAAAAoYXJuOmRheXBhc3M6aWFtOjoxMTExMjIyMjMzMzM6dXNlci9hbGlj"
            + "ZQABAAZncm91cHMAAQAJRW5naW5lZXJzAAEACHNhbWw6c3ViAAEABWFsaWNlAAIAFEFTSUFGSVJTVDAwMDAwMDAwMDAxABRBU0lBU0VDT05E"
            + "MDAwMDAwMDAwMQEAAAGcqUUKAA==";
    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

    private final SessionCodec codec = new SessionCodec();

    private static Session session() {
        return new Session(
                "ASIACHAINED000000001",
                AT,
                AT.plusSeconds(3600),
                new SessionOwner(
                        SessionOwner.Kind.ROLE,
                        "prod/Inner",
                        "AROAINNER",
                        Arn.parse("arn:daypass:sts::111122223333:assumed-role/Inner/alice")
                                .orElseThrow()),
                new SessionLabels("alice", Map.of("team", "blue"), Set.of("team"), Optional.of("alice")),
                SessionPolicies.none(),
                new SessionOrigin(
                        Optional.empty(),
                        "arn:daypass:iam::111122223333:user/alice",
                        Attributes.ofTexts(Map.of("groups", List.of("Engineers"))),
                        Map.of("saml:sub", List.of("alice"))),
                new SessionLineage(
                        List.of(ancestor("ASIAFIRST00000000001"), ancestor("ASIASECOND0000000001")),
                        Optional.of(AT.plusSeconds(7200))));
    }

    /** Which role it was of was not written. */
    private static SessionLineage.Ancestor ancestor(String id) {
        return new SessionLineage.Ancestor(id, "", AT);
    }

    @Test
    void sessionsOfTheOldFormatAreRead() {
        assertEquals(session(), codec.decode(Base64.getDecoder().decode(SESSION_OF_FORMAT_1)));
    }

    @Test
    void whatWasTakenInABrowserIsReadAsWritten() {
        Session old = session();
        Session session = new Session(
                old.id(),
                old.issuedAt(),
                old.expiresAt(),
                old.owner(),
                old.labels(),
                old.policies(),
                old.origin(),
                new SessionLineage(
                        List.of(
                                ancestor(SessionLineage.BROWSER + "alice"),
                                new SessionLineage.Ancestor("ASIAFIRST00000000001", "AROAOUTER", AT)),
                        Optional.empty()));
        assertEquals(session, codec.decode(codec.encode(session)));
        assertEquals(1, session.lineage().depth(), "a browser session is no link");
        assertEquals(2, session.childLineage().depth());
        assertEquals(
                Optional.of("ASIAFIRST00000000001"),
                session.childLineage().rootSession().map(SessionLineage.Ancestor::id));
    }

    @Test
    void aFormatOfAnotherKindIsAFault() {
        byte[] session = codec.encode(session());
        var records = new SessionRecordCodec();
        byte[] known = records.encode(session().record());
        assertThrows(IllegalStateException.class, () -> codec.decode(known));
        assertThrows(IllegalStateException.class, () -> records.decode("ASIA", AT, AT, session));
    }
}
