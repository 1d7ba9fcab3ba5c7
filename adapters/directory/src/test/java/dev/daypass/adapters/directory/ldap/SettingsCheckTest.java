package dev.daypass.adapters.directory.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.daypass.adapters.directory.DirectoryCheck;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.source.Finding;
import dev.daypass.core.source.Source;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@code check} finds without a network, and what the broker does if nobody looked. */
final class SettingsCheckTest {
    private static Settings honest() {
        return Settings.at("ldaps://dc1.corp.example.com").boundAs("svc", "secret");
    }

    private static List<String> codes(Settings settings) {
        return new DirectoryCheck()
                .check(settings.settings(), Source.of("providers.yaml")).stream()
                        .map(Finding::code)
                        .toList();
    }

    @Test
    void honestSettingsHaveNoFindings() {
        Settings settings = honest();
        settings.filter = Optional.of("(department=R&D \\28East\\29)");
        assertEquals(List.of(), codes(settings));
    }

    @Test
    void filterThatIsNoneIsAnError() {
        Settings settings = honest();
        settings.filter = Optional.of("(department=R&D (East)");
        assertEquals(List.of("directory-filter"), codes(settings));
        try (Door door = Door.to(settings)) {
            assertEquals(Reason.PROVIDER_NOT_READY, door.refusal("alice", "password"));
            assertEquals(List.of(), door.adapter.health().get(0).servers());
        }
    }

    @Test
    void certificatesThatAreNoneAreAnError() {
        Settings settings = honest();
        settings.trusted = Optional.of("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertEquals(List.of("directory-certificates"), codes(settings));
        try (Door door = Door.to(settings)) {
            assertEquals(Reason.PROVIDER_NOT_READY, door.refusal("alice", "password"));
        }
    }

    @Test
    void settingsThatCannotDoWhatTheySayAreWarnedAbout() {
        Settings settings = honest();
        settings.account = Optional.empty();
        settings.names = List.of("mail");
        assertEquals(List.of("directory-anonymous", "directory-domain"), codes(settings));
    }
}
