package dev.daypass.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.daypass.core.arn.Arn;
import dev.daypass.core.identity.Attributes;
import dev.daypass.core.identity.ProviderId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What must hold of every session and every limit. */
final class SessionLawsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @Provide
    Arbitrary<SessionLimits> limits() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, 200_000),
                        Arbitraries.longs().between(-1_000, 200_000).optional())
                .as((seconds, end) -> SessionLimits.of(Duration.ofSeconds(seconds), end.map(NOW::plusSeconds)));
    }

    @Property
    void narrowingNeverWidens(
            @ForAll("limits") SessionLimits one, @ForAll("limits") SessionLimits other, @ForAll int wanted) {
        Duration asked = Duration.ofSeconds(Math.abs((long) wanted));
        Instant both = one.narrow(other).endOf(NOW, asked);
        assertFalse(both.isAfter(one.endOf(NOW, asked)));
        assertFalse(both.isAfter(other.endOf(NOW, asked)));
        assertEquals(both, other.narrow(one).endOf(NOW, asked));
    }

    @Provide
    Arbitrary<Session> sessions() {
        Arbitrary<String> text = Arbitraries.strings().ofMaxLength(40);
        Arbitrary<Map<String, String>> tags = Arbitraries.maps(text, text).ofMaxSize(5);
        Arbitrary<Map<String, List<String>>> values =
                Arbitraries.maps(text, text.list().ofMinSize(1).ofMaxSize(4)).ofMaxSize(5);
        return Combinators.combine(
                        text,
                        text.optional(),
                        tags,
                        values,
                        text.list().ofMaxSize(3),
                        Arbitraries.of(SessionOwner.Kind.values()))
                .as((name, maybe, tagged, attributes, ancestors, kind) -> new Session(
                        "ASIA" + name,
                        NOW,
                        NOW.plusSeconds(3600),
                        new SessionOwner(
                                kind,
                                "prod/R",
                                "AROA1",
                                Arn.parse("arn:daypass:sts::111122223333:assumed-role/R/alice")
                                        .orElseThrow()),
                        new SessionLabels(name, tagged, Set.copyOf(tagged.keySet()), maybe),
                        maybe.map(any -> SessionPolicies.none()
                                        .and(new SessionPolicies.Layer(List.of(any), ancestors))
                                        .and(new SessionPolicies.Layer(List.of(), List.of())))
                                .orElseGet(SessionPolicies::none),
                        new SessionOrigin(
                                maybe.map(ProviderId::new), name, maybe, Attributes.ofTexts(attributes), attributes),
                        new SessionLineage(
                                ancestors.stream()
                                        .map(id -> new SessionLineage.Ancestor(id, name, NOW.minusSeconds(7)))
                                        .toList(),
                                maybe.map(any -> NOW))));
    }

    /** What a broker before session policies had layers wrote: one policy, one ARN, in the first format. */
    @Test
    void aSessionOfTheFirstFormatIsRead() {
        Session narrowed = new SessionCodec().decode(HexFormat.of().parseHex(firstFormat("01" + "0002" + "7b7d", 0)));
        assertEquals(
                List.of(new SessionPolicies.Layer(List.of("{}"), List.of("a"))),
                narrowed.policies().layers());
        Session free = new SessionCodec().decode(HexFormat.of().parseHex(firstFormat("00", 1)));
        assertEquals(List.of(), free.policies().layers());
        Session nothing = new SessionCodec().decode(HexFormat.of().parseHex(firstFormat("00", 2)));
        assertEquals(
                List.of(new SessionPolicies.Layer(List.of(), List.of())),
                nothing.policies().layers());
    }

    /** Byte by byte, as the format was: {@code variant} 0 has an ARN, 1 has none, 2 has none and allows nothing. */
    private static String firstFormat(String inline, int variant) {
        String arn = "arn:daypass:sts::111122223333:assumed-role/R/alice";
        String managed = variant == 0 ? "0001" + text("a") + "00" : "0000" + (variant == 2 ? "01" : "00");
        return "01" + text("ASIA1") + "0000000000000001" + "0000000000000002" + text("ROLE") + text("prod/R")
                + text("AROA1") + text(arn) + text("alice") + "0000" + "0000" + "00" + inline + managed + "00"
                + text("alice") + "0000" + "0000" + "0000" + "00";
    }

    private static String text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().toHexDigits((short) bytes.length) + HexFormat.of().formatHex(bytes);
    }

    @Property(tries = 200)
    void aSessionComesBackAsItWent(@ForAll("sessions") Session session) {
        var codec = new SessionCodec();
        assertEquals(session, codec.decode(codec.encode(session)));
    }

    @Property(tries = 200)
    void aRecordComesBackAsItWent(@ForAll("sessions") Session session) {
        var codec = new SessionRecordCodec();
        SessionRecord record = session.record();
        assertEquals(record, codec.decode(record.id(), record.issuedAt(), record.expiresAt(), codec.encode(record)));
    }
}
