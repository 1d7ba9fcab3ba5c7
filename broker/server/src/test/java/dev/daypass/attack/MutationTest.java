package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.server.sts.Signed;
import dev.daypass.testkit.saml.ResponseSpec;
import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Honest requests with random damage: never a fault of ours, never a grant for anything but what was asked honestly. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MutationTest {
    private static final int MUTATIONS = 170;
    private static final long A_SECOND = 1_000;
    /** Each so many mutations the unharmed request must still be good: nothing was spent. */
    private static final int PROVE_AFTER = 17;

    private final AttackedBroker broker;

    MutationTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    /** What is damaged. */
    private enum Kind {
        SAML,
        TOKEN,
        SIGNED
    }

    @ParameterizedTest(name = "damaged {0}")
    @EnumSource
    void damagedRequestGetsNothing(Kind kind) {
        // A seed of its own for each run would find more, but not again what it found.
        var random = new Random(20260504 + kind.name().length());
        Supplier<byte[]> fresh = () -> honest(kind);
        byte[] honest = fresh.get();
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] damaged = damage(honest, random);
            if (sameRequest(kind, honest, damaged)) {
                continue;
            }
            Wire.Reply reply = quickest(damaged);
            String what = kind + " " + i + ": " + new String(damaged, StandardCharsets.ISO_8859_1);
            assertTrue(
                    reply.status() == 0 || (reply.status() >= 400 && reply.status() < 500), () -> what + " → " + reply);
            if (reply.status() != 0) {
                assertFalse(reply.code().isEmpty(), what);
            }
            if (reply.code().equals("AccessDenied") && kind != Kind.SIGNED) {
                // The proof was good and is spent, only the role was not.
                honest = fresh.get();
            }
            if (i % PROVE_AFTER == PROVE_AFTER - 1) {
                assertEquals(200, Wire.send(broker.port(), honest).status(), "the unharmed request");
                honest = fresh.get();
            }
        }
    }

    private byte[] honest(Kind kind) {
        return switch (kind) {
            case SAML ->
                post(AttackedBroker.withSaml(broker.idp.response(broker.spec().signed(ResponseSpec.Signed.RESPONSE))));
            case TOKEN -> post(AttackedBroker.withToken(broker.token()));
            case SIGNED ->
                Wire.bytes(Signed.post(
                        Wire.form(AttackedBroker.assuming("Operator")),
                        broker.alice().at(broker.clock.instant())));
        };
    }

    private static byte[] post(Map<String, String> call) {
        String form = Wire.form(call);
        return ("POST / HTTP/1.1\r\nHost: " + Signed.HOST + "\r\nContent-Type: " + Wire.FORM + "\r\nContent-Length: "
                        + form.length() + "\r\n\r\n" + form)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A busy machine may be slow; damage that takes long takes long always. */
    private Wire.Reply quickest(byte[] request) {
        Wire.Reply reply = Wire.send(broker.port(), request);
        for (int tries = 0; reply.millis() >= A_SECOND && tries < 3; tries++) {
            reply = Wire.send(broker.port(), request);
        }
        long millis = reply.millis();
        assertTrue(millis < A_SECOND, () -> millis + " ms");
        return reply;
    }

    /** Damages the body and tells its new length. */
    private static byte[] damage(byte[] request, Random random) {
        String text = new String(request, StandardCharsets.ISO_8859_1);
        int start = text.indexOf("\r\n\r\n") + 4;
        byte[] body = Arrays.copyOfRange(request, start, request.length);
        int rounds = 1 + random.nextInt(3);
        for (int i = 0; i < rounds; i++) {
            body = damagedOnce(body, random);
        }
        assertNotEquals(0, start);
        String head = text.substring(0, start).replaceFirst("Content-Length: [0-9]+", "Content-Length: " + body.length);
        var all = new ByteArrayOutputStream();
        all.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(body);
        return all.toByteArray();
    }

    private static byte[] damagedOnce(byte[] body, Random random) {
        int at = random.nextInt(body.length);
        int length = 1 + random.nextInt(Math.min(64, body.length - at));
        var changed = new ByteArrayOutputStream();
        switch (random.nextInt(5)) {
            case 0 -> {
                byte[] flipped = body.clone();
                flipped[at] ^= (byte) (1 << random.nextInt(8));
                return flipped;
            }
            case 1 -> {
                return Arrays.copyOf(body, Math.max(1, at));
            }
            case 2 -> {
                changed.write(body, 0, at + length);
                changed.write(body, at, body.length - at);
            }
            case 3 -> {
                changed.write(body, 0, at);
                changed.write(body, at + length, body.length - at - length);
            }
            default -> {
                byte[] random8 = new byte[8];
                random.nextBytes(random8);
                changed.write(body, 0, at);
                changed.writeBytes(random8);
                changed.write(body, at, body.length - at);
            }
        }
        return changed.size() == 0 ? new byte[] {'='} : changed.toByteArray();
    }

    /** Whether the damage is none: another spelling of the same parameters, or another name for a session. */
    private static boolean sameRequest(Kind kind, byte[] honest, byte[] damaged) {
        if (kind == Kind.SIGNED) {
            return Arrays.equals(honest, damaged);
        }
        List<Map<String, String>> both = new ArrayList<>();
        for (byte[] request : List.of(honest, damaged)) {
            Map<String, String> parameters = new LinkedHashMap<>(parameters(request));
            parameters.remove("RoleSessionName");
            parameters.computeIfPresent("SAMLAssertion", (name, value) -> signedPart(value));
            both.add(parameters);
        }
        return both.get(0).equals(both.get(1));
    }

    /** What the signature covers: all but its own KeyInfo, which is a hint, and white space in base64. */
    private static String signedPart(String response) {
        try {
            byte[] xml = Base64.getDecoder().decode(response.replaceAll("\\s", ""));
            return new String(xml, StandardCharsets.ISO_8859_1)
                    .replaceFirst("(?s)<ds:X509Certificate>[^<]*<", "<")
                    .replaceAll("\\s|&#13;", "");
        } catch (IllegalArgumentException e) {
            return response;
        }
    }

    private static Map<String, String> parameters(byte[] request) {
        String text = new String(request, StandardCharsets.ISO_8859_1);
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : text.substring(text.indexOf("\r\n\r\n") + 4).split("&", -1)) {
            String[] parts = pair.split("=", 2);
            String name = decoded(parts[0]);
            String value = parts.length == 2 ? decoded(parts[1]) : "";
            if (parameters.put(name, value) != null) {
                return Map.of();
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "malformed " + text;
        }
    }
}
