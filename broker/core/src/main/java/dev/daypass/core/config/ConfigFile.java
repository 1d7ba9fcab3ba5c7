package dev.daypass.core.config;

import dev.daypass.core.source.Node;
import dev.daypass.core.source.Source;
import java.util.Optional;

/**
 * One file of the configuration.
 *
 * @param path relative to the configuration directory, with {@code /}
 * @param root what it holds; absent if it is empty
 */
public record ConfigFile(String path, Optional<Node> root) {
    /** The kinds of files, by the directory they stand in. */
    public enum Kind {
        BROKER("daypass.yaml"),
        PROVIDERS("providers"),
        ROLES("roles"),
        POLICIES("policies"),
        RULES("rules"),
        USERS("users"),
        GROUPS("groups"),
        SERVICES("services"),
        APPLICATIONS("apps"),
        TESTS("tests");

        private final String place;

        Kind(String place) {
            this.place = place;
        }

        /** The directory, or the file where there is one only. */
        public String place() {
            return place;
        }
    }

    /** What kind of file it is; absent for one that configuration does not know. */
    public Optional<Kind> kind() {
        int slash = path.indexOf('/');
        String place = slash < 0 ? path : path.substring(0, slash);
        for (Kind kind : Kind.values()) {
            if (kind.place().equals(place)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** The file's name without directories and ending. */
    public String stem() {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    public Source start() {
        return Source.of(path);
    }
}
