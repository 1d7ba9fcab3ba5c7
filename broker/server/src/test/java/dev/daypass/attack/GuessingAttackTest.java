package dev.daypass.attack;

import static dev.daypass.attack.AttackedBroker.withPassword;
import static dev.daypass.attack.TokenTalk.password;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.server.wiring.BrokerRefused;
import dev.daypass.testkit.kerberos.ServiceKey;
import dev.daypass.testkit.kerberos.TicketDraft;
import dev.daypass.testkit.store.AtOnce;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guessing at passwords: it is bounded before the directory locks anybody out, and tells nothing (L08, W18). */
final class GuessingAttackTest {
    private static final String ALICE = CorpDirectory.ALICE_PASSWORD;
    private static final String FORM = "/directory/corp-ldap/login";
    private static final int MOST = 4;
    private static final List<String> NAMES_OF_ALICE = List.of(
            "alice", "ALICE", "alice@corp.example.com", "CORP\\alice", "corp\\ALICE", " Alice@Corp.Example.com ");

    private final AttackedBroker broker;
    private final TokenTalk talk;

    GuessingAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
        talk = new TokenTalk(broker);
    }

    @BeforeEach
    void honestTwin() {
        for (String name : NAMES_OF_ALICE) {
            assertEquals(200, broker.sts(withPassword(name, ALICE)).status(), name);
        }
        broker.corp.shown();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void l08AllNamesOfAnAccountAreCountedTogether() {
        for (int guess = 0; guess < 30; guess++) {
            String name = NAMES_OF_ALICE.get(guess % NAMES_OF_ALICE.size());
            Wire.Reply reply =
                    switch (guess % 3) {
                        case 0 -> broker.sts(withPassword(name, "guess-" + guess));
                        case 1 -> talk.as("desk", password(name, "guess-" + guess));
                        default -> atTheForm(name, "guess-" + guess);
                    };
            assertTrue(reply.status() >= 400, reply::toString);
        }
        long shown = broker.corp.shown().stream()
                .filter(bind -> bind.startsWith(CorpDirectory.dn("alice")))
                .count();
        assertEquals(MOST, shown, "so many guesses reached the account");
        // Now the right one is refused as a wrong one, and is not even shown.
        Wire.Reply right = broker.sts(withPassword("alice@corp.example.com", ALICE));
        assertTrue(right.status() >= 400, right::toString);
        assertTrue(atTheForm("alice@corp.example.com", ALICE).status() >= 400);
        assertTrue(broker.corp.shown().stream().noneMatch(bind -> bind.startsWith(CorpDirectory.dn("alice"))));
        assertEquals(
                200, broker.sts(withPassword("bob", CorpDirectory.BOB_PASSWORD)).status());

        broker.clock.step(Duration.ofMinutes(15));
        assertEquals(200, broker.sts(withPassword("alice", ALICE)).status());
    }

    /** Somebody types a name and a password into the form for browsers. */
    private Wire.Reply atTheForm(String name, String password) {
        var browser = new Browser(broker);
        Wire.Reply page = browser.visit(FORM);
        assertEquals(200, page.status(), page::toString);
        return browser.postOurs(
                FORM, Map.of("login", Fields.hidden(page, "login"), "username", name, "password", password));
    }

    @Test
    void l08ManyGuessesAtOnceAreNoWayRound() {
        List<Integer> answers = AtOnce.call(
                40, i -> broker.sts(withPassword("alice", "guess-" + i)).status());
        assertFalse(answers.contains(200));
        long shown = broker.corp.shown().stream()
                .filter(bind -> bind.startsWith(CorpDirectory.dn("alice")))
                .count();
        assertEquals(MOST, shown);
    }

    @Test
    void l08RestartForgetsNoGuess() throws BrokerRefused, SQLException {
        for (int guess = 0; guess < MOST; guess++) {
            broker.sts(withPassword("alice", "guess-" + guess));
        }
        broker.restart();
        broker.corp.shown();
        assertTrue(broker.sts(withPassword("alice", ALICE)).status() >= 400);
        assertEquals(List.of(), broker.corp.shown());
    }

    @Test
    void rightPasswordGivesAllGuessesBack() {
        for (int round = 0; round < 3; round++) {
            for (int guess = 0; guess < MOST - 1; guess++) {
                assertEquals(
                        403, broker.sts(withPassword("alice", "guess-" + guess)).status());
            }
            assertEquals(200, broker.sts(withPassword("alice", ALICE)).status());
        }
    }

    @Test
    void l08UnknownAndWrongAndThrottledAnswerAlike() {
        alikeAtEveryTry((name, guess) -> broker.sts(withPassword(name, guess)));
        broker.clock.step(Duration.ofMinutes(15));
        alikeAtEveryTry((name, guess) -> talk.as("desk", password(name, guess)));
    }

    /** A known and an unknown name get the same bytes at the first guess, at the last and at those after it. */
    private void alikeAtEveryTry(BiFunction<String, String, Wire.Reply> guess) {
        for (int i = 0; i < 2 * MOST; i++) {
            Wire.Reply known = guess.apply("alice", "guess-" + i);
            Wire.Reply unknown = guess.apply("clara", "guess-" + i);
            assertTrue(known.status() >= 400, known::toString);
            assertEquals(withoutId(known), withoutId(unknown));
        }
        // One account under other names: no fresh guesses, and nothing that an unknown name does not get.
        Wire.Reply known = guess.apply("alice@corp.example.com", "guess");
        Wire.Reply unknown = guess.apply("clara@corp.example.com", "guess");
        assertEquals(withoutId(known), withoutId(unknown));
    }

    private static String withoutId(Wire.Reply reply) {
        String headers = reply.headers().stream()
                .filter(line -> !line.name().equalsIgnoreCase("date"))
                .map(line -> line.name().toLowerCase(Locale.ROOT) + ": " + line.value())
                .toList()
                .toString();
        return (reply.status() + headers + reply.body()).replace(reply.requestId(), "ID");
    }

    @Test
    void w18GuessesFromOneAddressAreCountedAcrossEntrances() throws BrokerRefused, SQLException {
        broker.rewrite("daypass.yaml", "failuresPerMinute: [0-9]+", "failuresPerMinute: 6");
        broker.restart();
        var stranger = ServiceKey.aes256(broker.service.name(), broker.service.realm(), 1, new SecureRandom());
        assertEquals(303, atTheForm("alice", ALICE).status());
        for (int i = 0; i < 2; i++) {
            assertEquals(403, broker.sts(withPassword("somebody-" + i, "guess")).status());
            assertEquals(400, talk.as("desk", password("anybody-" + i, "guess")).status());
        }
        assertEquals(401, atTheForm("whoever", "guess").status());
        String forged = TicketDraft.of("alice", stranger, Instant.now()).negotiate();
        assertEquals(400, broker.negotiate(forged).status());

        assertEquals(
                "ThrottlingException", broker.sts(withPassword("alice", ALICE)).code());
        assertEquals(429, talk.as("desk", password("alice", ALICE)).status());
        assertEquals(429, atTheForm("alice", ALICE).status());
        assertEquals(
                "ThrottlingException",
                broker.negotiate(broker.ticket().negotiate()).code());
        // The proxy's side is another address.
        Wire.Reply elsewhere =
                Wire.postFrom("127.0.0.3", broker.port(), "/", List.of(), Wire.form(withPassword("alice", ALICE)));
        assertEquals(200, elsewhere.status(), elsewhere::toString);
        broker.clock.step(Duration.ofMinutes(1));
        assertEquals(200, broker.sts(withPassword("alice", ALICE)).status());
    }

    /** Browsers bring back cookies that are weeks old, and pages that stand open ask on and on with them. */
    @Test
    void w18OldCookiesOfASiteLockNobodyOutWhoHasTheSameAddress() throws BrokerRefused, SQLException {
        broker.rewrite("daypass.yaml", "failuresPerMinute: [0-9]+", "failuresPerMinute: 6");
        broker.restart();
        var dashboard = new SiteVisitor(broker, "wiki.example.com");
        dashboard.jar().put(SiteVisitor.SESSION, "b2xk");
        String office = "X-Forwarded-For: 127.0.0.1";
        for (int i = 0; i < 20; i++) {
            Wire.Reply reply = dashboard.ask("GET", "/docs/data.json", office);
            assertEquals(401, reply.status(), reply::toString);
        }
        assertEquals(303, atTheForm("alice", ALICE).status());
        for (int i = 0; i < 6; i++) {
            dashboard.ask("GET", "/docs/data.json", office, "Authorization: Bearer guess-" + i);
        }
        assertEquals(429, atTheForm("alice", ALICE).status());
    }
}
