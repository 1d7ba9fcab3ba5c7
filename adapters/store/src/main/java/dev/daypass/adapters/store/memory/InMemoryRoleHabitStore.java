package dev.daypass.adapters.store.memory;

import dev.daypass.core.login.RoleHabit;
import dev.daypass.core.login.RoleHabitStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which roles people like, until the process stops. */
public final class InMemoryRoleHabitStore implements RoleHabitStore {
    private static final Comparator<RoleHabit> LEAST_FIRST = Comparator.comparing(RoleHabit::favourite)
            .thenComparing(RoleHabit::lastUsed)
            .thenComparing(RoleHabit::role, Comparator.reverseOrder());

    private final Map<Person, Map<String, RoleHabit>> habits = new HashMap<>();

    @Override
    public synchronized List<RoleHabit> of(Person person) {
        return List.copyOf(habits.getOrDefault(person, Map.of()).values());
    }

    @Override
    public synchronized void taken(Person person, String role, Instant at) {
        RoleHabit former = former(person, role, at);
        put(person, new RoleHabit(role, former.favourite(), former.uses() + 1, later(former, at)));
    }

    @Override
    public synchronized void mark(Person person, String role, boolean favourite, Instant at) {
        RoleHabit former = former(person, role, at);
        if (favourite || former.uses() > 0) {
            put(person, new RoleHabit(role, favourite, former.uses(), later(former, at)));
        } else {
            Optional.ofNullable(habits.get(person)).ifPresent(mine -> mine.remove(role));
        }
    }

    private RoleHabit former(Person person, String role, Instant at) {
        return habits.getOrDefault(person, Map.of()).getOrDefault(role, new RoleHabit(role, false, 0, exact(at)));
    }

    private static Instant later(RoleHabit former, Instant at) {
        return former.lastUsed().isAfter(at) ? former.lastUsed() : exact(at);
    }

    private static Instant exact(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS);
    }

    private void put(Person person, RoleHabit habit) {
        Map<String, RoleHabit> mine = habits.computeIfAbsent(person, first -> new TreeMap<>());
        mine.put(habit.role(), habit);
        while (mine.size() > MOST) {
            mine.values().stream().min(LEAST_FIRST).ifPresent(least -> mine.remove(least.role()));
        }
    }

    @Override
    public synchronized int forgetUnused(Instant before) {
        int forgotten = 0;
        for (Map<String, RoleHabit> mine : habits.values()) {
            int size = mine.size();
            mine.values().removeIf(habit -> habit.lastUsed().isBefore(before));
            forgotten += size - mine.size();
        }
        habits.values().removeIf(Map::isEmpty);
        return forgotten;
    }
}
