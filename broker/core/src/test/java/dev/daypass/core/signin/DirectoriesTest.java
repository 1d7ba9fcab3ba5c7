package dev.daypass.core.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.daypass.core.arn.Partition;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.rules.RuleSet;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.core.world.Directory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which directory is meant where none is named. */
final class DirectoriesTest {
    private static final Expectation NONE_NAMED = new Expectation(Optional.empty(), Optional.empty(), Optional.empty());

    private static Provider directory(String name, Provider.State state) {
        Provider known = Directory.provider(state, Optional.empty());
        return new Provider(
                new ProviderId(name),
                state,
                known.settings(),
                known.mapping(),
                Optional.empty(),
                Provider.ReplayScope.ONCE,
                Set.of());
    }

    private static List<String> meant(Provider... providers) {
        var snapshot = new Snapshot(new Snapshot.Parts(
                "r1",
                "https://broker.example.com",
                new Partition("daypass"),
                List.of(),
                List.of(providers),
                RuleSet.none(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Map.of()));
        return Stream.of(Proof.Kind.PASSWORD, Proof.Kind.KERBEROS_TICKET)
                .map(kind -> Directories.of(kind, NONE_NAMED, snapshot).stream()
                        .map(provider -> provider.id().name())
                        .toList()
                        .toString())
                .distinct()
                .toList();
    }

    @Test
    void disabledDirectoryIsNotMeantBesideAnEnabledOne() {
        Provider enabled = directory("new", Provider.State.ENABLED);
        Provider disabled = directory("old", Provider.State.DISABLED);
        assertEquals(List.of("[new]"), meant(disabled, enabled));
        assertEquals(List.of("[old]"), meant(disabled));
        assertEquals(List.of("[new, other]"), meant(enabled, directory("other", Provider.State.ENABLED)));
    }
}
