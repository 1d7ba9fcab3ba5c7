package dev.daypass.core.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.provider.Provider;
import dev.daypass.core.session.Session;
import dev.daypass.core.world.Directory;
import dev.daypass.core.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** After a look exactly those sessions live whose people may still have them, whatever happened between two looks. */
final class ReassessmentLawsTest {
    private static final List<String> PEOPLE = List.of("alice", "bob", "carol");
    /** Each group gives the role of its name. */
    private static final List<String> GROUPS = List.of("Red", "Green", "Blue");

    private record Change(String person, boolean enabled, Set<String> groups) {}

    /** What happens before one look: changes at the directory, and who asks for which role. */
    private record Round(List<Change> changes, List<Map.Entry<String, String>> asked) {}

    private record Held(String person, String role, Session session) {}

    @Provide
    Arbitrary<List<Round>> rounds() {
        var groups = Arbitraries.of(GROUPS).set();
        var change = Combinators.combine(
                        Arbitraries.of(PEOPLE), Arbitraries.frequency(entry(4, true), entry(1, false)), groups)
                .as(Change::new);
        var ask = Combinators.combine(Arbitraries.of(PEOPLE), Arbitraries.of(GROUPS))
                .as((person, role) -> Map.entry(person, role));
        return Combinators.combine(change.list().ofMaxSize(2), ask.list().ofMaxSize(4))
                .as(Round::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    private static Tuple.Tuple2<Integer, Boolean> entry(int weight, boolean value) {
        return Tuple.of(weight, value);
    }

    @Property(tries = 200)
    void nobodyEntitledLosesASessionAndNobodyElseKeepsOne(@ForAll("rounds") List<Round> rounds) {
        var fixture = new ExchangeFixture();
        World world = fixture.world.with(Directory.provider(Provider.State.ENABLED, Optional.empty()));
        var directory = new Directory();
        PEOPLE.forEach(person -> directory.put(person, GROUPS.toArray(String[]::new)));
        for (String group : GROUPS) {
            world.role(Directory.role(group)).rule(group, "\"" + group + "\" in user.groups", "prod/" + group);
        }
        var reassessment = new Reassessment(directory, world.ledger, world.ledger, world.ledger);
        Optional<Reassessment.Progress> progress = Optional.empty();
        Map<String, Set<String>> entitled = new HashMap<>();
        PEOPLE.forEach(person -> entitled.put(person, new HashSet<>(GROUPS)));
        var held = new ArrayList<Held>();
        for (Round round : rounds) {
            for (Map.Entry<String, String> asked : round.asked()) {
                String person = asked.getKey();
                if (entitled.getOrDefault(person, Set.of()).contains(asked.getValue())) {
                    Session session = fixture.granted(fixture.assume(
                                    directory.identity(person, "pwd"), Directory.asking(asked.getValue())))
                            .session();
                    held.add(new Held(person, asked.getValue(), session));
                }
            }
            for (Change change : round.changes()) {
                directory.put(change.person(), change.groups().toArray(String[]::new));
                entitled.put(change.person(), change.groups());
                if (!change.enabled()) {
                    directory.disable(change.person());
                    entitled.put(change.person(), Set.of());
                }
            }
            world.later(Duration.ofSeconds(30));
            progress = reassessment
                    .look(world.snapshot().provider(Directory.ID).orElseThrow(), progress, world.request())
                    .progress();
            // Who is gone and comes back gets new sessions; old ones stay ended.
            held.removeIf(session -> {
                boolean expected =
                        entitled.getOrDefault(session.person(), Set.of()).contains(session.role());
                assertEquals(expected, !world.ledger.isRevoked(session.session().record()), session.toString());
                return !expected;
            });
        }
        assertTrue(held.stream()
                .allMatch(session ->
                        world.ledger.sessions.contains(session.session().record())));
    }
}
