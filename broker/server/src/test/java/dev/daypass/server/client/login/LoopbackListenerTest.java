package dev.daypass.server.client.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.server.client.ProofUnavailable;
import dev.daypass.server.client.StsRefusal;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only the answer that was asked for ends the waiting (RFC 8252 section 8, RFC 9207). */
final class LoopbackListenerTest {
    private static final String STATE = "s".repeat(43);
    private static final String ISSUER = "https://broker.example.com";
    private static final String HONEST = "code=c&state=" + STATE + "&iss=https%3A%2F%2Fbroker.example.com";
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    private LoopbackListener listener;

    @BeforeEach
    void open() throws Exception {
        listener = LoopbackListener.open(STATE, ISSUER);
    }

    @AfterEach
    void close() {
        listener.close();
    }

    private FakeVisitor.Seen come(String query) {
        return FakeVisitor.visit(URI.create(listener.redirect() + "?" + query));
    }

    @Test
    void theHonestAnswerBringsTheCodeAndAClosingPageWithoutScript() throws Exception {
        FakeVisitor.Seen page = come(HONEST);
        assertEquals("c", listener.await(AT_ONCE).code());
        assertEquals(200, page.status());
        assertTrue(page.html().contains("Back to your terminal"), page.html());
        assertFalse(page.html().contains("You are signed in"), "the code is not redeemed yet");
        assertFalse(page.html().contains("<script"), page.html());
        assertTrue(policy(page).startsWith("default-src 'none'"), page::toString);
        assertFalse(page.html().contains(STATE));
    }

    private static String policy(FakeVisitor.Seen page) {
        return page.headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("content-security-policy"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    @ParameterizedTest(name = "O13 {0}")
    @ValueSource(
            strings = {
                "code=evil&iss=https%3A%2F%2Fbroker.example.com",
                "code=evil&state=&iss=https%3A%2F%2Fbroker.example.com",
                "code=evil&state=other&iss=https%3A%2F%2Fbroker.example.com",
                "error=access_denied&state=other",
                "code=evil&state=" + "ssssssssssssssssssssssssssssssssssssssssss" + "t"
            })
    void whatDoesNotBringTheStateIsTurnedAwayAndTheLoginGoesOn(String query) throws Exception {
        assertEquals(400, come(query).status());
        come(HONEST);
        assertEquals("c", listener.await(AT_ONCE).code());
    }

    @Test
    void aStateThatComesTwiceIsNone() {
        assertEquals(400, come(HONEST + "&state=" + STATE).status());
    }

    @ParameterizedTest(name = "O12 {0}")
    @ValueSource(strings = {"", "&iss=https%3A%2F%2Fevil.example.com", "&iss=https%3A%2F%2Fbroker.example.com%2F"})
    void anAnswerOfAnotherIssuerFails(String issuer) {
        FakeVisitor.Seen page = come("code=c&state=" + STATE + issuer);
        assertTrue(page.html().contains("Not signed in"), page.html());
        assertThrows(ProofUnavailable.class, () -> listener.await(AT_ONCE));
    }

    @Test
    void aNoInTheBrowserIsANoInTheTerminalAtOnce() {
        come("error=access_denied&error_description=You+said+no%1b%5b2J&state=" + STATE
                + "&iss=https%3A%2F%2Fbroker.example.com");
        var refusal = assertThrows(StsRefusal.class, () -> listener.await(AT_ONCE));
        assertEquals("access_denied: You said no [2J", refusal.told());
    }

    @Test
    void oneAnswerIsTaken() throws Exception {
        come(HONEST);
        assertEquals(400, come(HONEST.replace("code=c", "code=second")).status());
        assertEquals("c", listener.await(AT_ONCE).code());
    }

    @Test
    void elsewhereIsNothing() {
        assertEquals(
                404,
                FakeVisitor.visit(listener.redirect().resolve("/favicon.ico")).status());
        assertThrows(ProofUnavailable.class, () -> listener.await(Duration.ofMillis(1)));
    }
}
