package dev.daypass.core.login;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever asks for names alone learns the same roles. */
final class RoleOffersTest extends AtThePortal {
    @Test
    void namesAreThoseOfTheRolesThatAreOffered() {
        List<String> offered = offers.of(alice.caller(), world.request()).stream()
                .map(offer -> offer.role().reference())
                .sorted()
                .toList();
        assertEquals(
                offered,
                offers.names(alice.caller(), world.request()).stream().sorted().toList());
        assertEquals(List.of("partner/Elsewhere", "prod/ReadOnly"), offered);
    }
}
