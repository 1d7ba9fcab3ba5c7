package dev.daypass.demo;

import java.util.List;

/**
 * Somebody who works at the demo company, as its directory knows them.
 *
 * @param uid short name, also the name at sign-in
 * @param employeeType {@code staff} or {@code contractor}
 * @param groups names of the groups, in the directory's order
 */
public record DemoPerson(
        String uid, String displayName, String email, String department, String employeeType, List<String> groups) {
    public DemoPerson {
        groups = List.copyOf(groups);
    }
}
