package dev.daypass.server.cli;

import dev.daypass.core.source.Suggestions;
import dev.daypass.server.client.login.LoginRoles.Offered;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which of the roles that somebody may take a profile is for. */
final class RoleChoice {
    private static final int TRIES = 3;

    private final Terminal terminal;

    RoleChoice(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The role of a name: {@code ALIAS/NAME}, an ARN, or a name that is there once. */
    static Offered named(String name, List<Offered> offered) {
        List<Offered> exact = offered.stream()
                .filter(role -> role.reference().equals(name) || role.arn().equals(name))
                .toList();
        List<Offered> fitting = exact.isEmpty()
                ? offered.stream()
                        .filter(role -> role.reference().endsWith("/" + name))
                        .toList()
                : exact;
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        List<String> names = offered.stream().map(Offered::reference).toList();
        if (fitting.size() > 1) {
            throw Failure.usage("`" + name + "` is several roles; say which: "
                    + String.join(", ", fitting.stream().map(Offered::reference).toList()));
        }
        String near = Suggestions.closest(name, names)
                .map(close -> "; did you mean `" + close + "`?")
                .orElse(names.isEmpty() ? "" : "; you may take: " + String.join(", ", names));
        throw Failure.refused("you may not take `" + name + "`" + near);
    }

    /**
     * The only role, or the one that somebody at the terminal picks.
     *
     * @param otherwise what to do where nobody is there to pick
     */
    Offered picked(List<Offered> offered, String otherwise) {
        if (offered.isEmpty()) {
            throw Failure.refused("you are signed in, but there is no role that you may take; whoever runs the broker"
                    + " can say why: `daypass explain`");
        }
        if (offered.size() == 1) {
            return offered.get(0);
        }
        PrintWriter err = terminal.err();
        err.println("You may take several roles:");
        for (int i = 0; i < offered.size(); i++) {
            err.printf("  %2d  %s%n", i + 1, line(offered.get(i)));
        }
        for (int i = 0; i < TRIES; i++) {
            Optional<String> answer = terminal.asking().line("Which one? [1-" + offered.size() + "] ");
            if (answer.isEmpty()) {
                break;
            }
            Optional<Offered> role = byAnswer(answer.get().strip(), offered);
            if (role.isPresent()) {
                return role.get();
            }
            err.println("A number from 1 to " + offered.size() + ", or a name from the list, please.");
        }
        throw Failure.usage("no role is chosen; " + otherwise);
    }

    private static Optional<Offered> byAnswer(String answer, List<Offered> offered) {
        Stream<Offered> byName =
                offered.stream().filter(role -> role.reference().equals(answer));
        if (answer.matches("[0-9]{1,4}")) {
            int number = Integer.parseInt(answer);
            return number >= 1 && number <= offered.size() ? Optional.of(offered.get(number - 1)) : Optional.empty();
        }
        return byName.findFirst();
    }

    private static String line(Offered role) {
        String description = role.description().isEmpty() ? "" : "  " + role.description();
        return "%-32s %8s%s".formatted(role.reference(), atMost(role.longest()), description);
    }

    /** How long at most, in a word. */
    static String atMost(Duration longest) {
        return Lengths.of(longest);
    }
}
