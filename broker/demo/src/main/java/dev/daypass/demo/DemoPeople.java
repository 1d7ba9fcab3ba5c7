package dev.daypass.demo;

import java.util.List;
import java.util.Optional;

/**
 * Who works at the demo company. A value; the providers are given one.
 *
 * @param all in the order they are shown
 */
public record DemoPeople(List<DemoPerson> all) {
    public DemoPeople {
        all = List.copyOf(all);
    }

    /** Alice builds things, Bob counts money, Carol is here for a few months, Dora looks after the broker. */
    public static DemoPeople standard() {
        return new DemoPeople(List.of(
                new DemoPerson(
                        "alice",
                        "Alice Archer",
                        "alice@corp.example.com",
                        "R&D",
                        "staff",
                        List.of("Engineers", "Everybody")),
                new DemoPerson(
                        "bob",
                        "Bob Banner",
                        "bob@corp.example.com",
                        "Finance",
                        "staff",
                        List.of("Finance", "Everybody")),
                new DemoPerson(
                        "carol",
                        "Carol Castle",
                        "carol@corp.example.com",
                        "R&D",
                        "contractor",
                        List.of("Engineers", "Everybody")),
                new DemoPerson(
                        "dora",
                        "Dora Drake",
                        "dora@corp.example.com",
                        "IT",
                        "staff",
                        List.of("Security", "Everybody"))));
    }

    public Optional<DemoPerson> find(String uid) {
        return all.stream().filter(person -> person.uid().equals(uid)).findFirst();
    }
}
