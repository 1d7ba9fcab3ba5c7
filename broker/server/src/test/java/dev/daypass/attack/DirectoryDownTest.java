package dev.daypass.attack;

import static dev.daypass.attack.AttackedBroker.withPassword;
import static dev.daypass.attack.AttackedBroker.withSaml;
import static dev.daypass.attack.TokenTalk.granted;
import static dev.daypass.attack.TokenTalk.member;
import static dev.daypass.attack.TokenTalk.password;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory that does not answer: nobody comes in, nobody else is disturbed, and it mends itself (L09). */
final class DirectoryDownTest {
    private static final String ALICE = CorpDirectory.ALICE_PASSWORD;

    private final AttackedBroker broker;
    private final TokenTalk talk;

    DirectoryDownTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
        talk = new TokenTalk(broker);
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void l09DirectoryThatIsDownIsToldAsOursAndOthersServe() {
        assertEquals(200, broker.sts(withPassword("alice", ALICE)).status());
        broker.corp.hangUp();
        for (int i = 0; i < 10; i++) {
            Wire.Reply sts = broker.sts(withPassword("alice", i % 2 == 0 ? ALICE : "guess"));
            assertEquals(503, sts.status(), sts::toString);
            assertEquals("ServiceUnavailable", sts.code());
            assertTrue(sts.body().contains("<Type>Receiver</Type>"), sts::toString);
            unavailable(sts);
            Wire.Reply token = talk.as("desk", password("alice", ALICE));
            assertEquals(503, token.status(), token::toString);
            assertEquals("temporarily_unavailable", member(token, "error"));
            unavailable(token);
            assertEquals(200, broker.sts(withSaml(broker.response())).status());
            granted(talk.as("shop", TokenTalk.exchange("id_token", broker.token())));
        }
        broker.corp.answerAgain();
        assertTrue(comesBack(), "no sign-in within half a minute of real time");
    }

    private void unavailable(Wire.Reply reply) {
        assertEquals("5", reply.header("Retry-After").orElse(""), reply::toString);
        assertTrue(reply.body().contains("The directory cannot be reached now; try again shortly"), reply::toString);
        assertEquals(
                List.of(Reason.DIRECTORY_UNREACHABLE.name()),
                broker.audit.of(reply).stream().map(AuditTrail.Entry::reason).toList());
    }

    /** Looks for servers that are back happen in real time; what was counted meanwhile must not throttle alice. */
    private boolean comesBack() {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < end) {
            Wire.Reply reply = broker.sts(withPassword("alice", ALICE));
            if (reply.status() == 200) {
                return true;
            }
            assertEquals(503, reply.status(), reply::toString);
        }
        return false;
    }
}
