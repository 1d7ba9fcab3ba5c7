package dev.daypass.server.cli;

import dev.daypass.core.source.Node;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sessions}: who is in, and out with whom. */
final class SessionsCommand {
    private SessionsCommand() {}

    /** The verb with what stands below it. */
    static CommandLine verb(Terminal terminal) {
        return new CommandLine(new Group())
                .addSubcommand("list", new ListThem(terminal))
                .addSubcommand("revoke", new Revoke(terminal));
    }

    @Command(
            name = "sessions",
            description = "Lists or revokes sessions of a running broker.",
            mixinStandardHelpOptions = true,
            synopsisSubcommandLabel = "(list | revoke)")
    static final class Group {}

    /** {@code sessions list}. */
    @Command(name = "list", description = "Lists live sessions, newest first.", mixinStandardHelpOptions = true)
    static final class ListThem implements Callable<Integer> {
        private static final String ROW = "%-20s  %-20s  %-48s  %-20s  %s%n";

        private final Terminal terminal;

        @Mixin
        private AdminOptions admin = new AdminOptions();

        @Option(names = "--role", paramLabel = "ALIAS/NAME", description = "Only sessions of this role.")
        private Optional<String> role = Optional.empty();

        @Option(names = "--subject", paramLabel = "SUBJECT", description = "Only sessions of this person or program.")
        private Optional<String> subject = Optional.empty();

        @Option(names = "--limit", paramLabel = "N", description = "At most so many; 100 if left out.")
        private Optional<Integer> limit = Optional.empty();

        @Option(names = "--json", description = "The broker's answer as JSON.")
        private boolean json;

        ListThem(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            Map<String, String> query = new LinkedHashMap<>();
            role.ifPresent(value -> query.put("role", value));
            subject.ifPresent(value -> query.put("subject", value));
            limit.ifPresent(value -> query.put("limit", Integer.toString(value)));
            String text = query.entrySet().stream()
                    .map(pair -> pair.getKey() + "=" + URLEncoder.encode(pair.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
            Node answer = admin.get("/api/v1/sessions" + (text.isEmpty() ? "" : "?" + text), terminal);
            if (json) {
                Printing.json(answer, terminal);
                return ExitCode.DONE.status();
            }
            List<Node> sessions = JsonText.items(answer, "sessions");
            terminal.out().printf(ROW, "SESSION", "ROLE OR USER", "SUBJECT", "EXPIRES", "STATE");
            sessions.forEach(this::row);
            terminal.out().println(sessions.size() + (sessions.size() == 1 ? " session" : " sessions"));
            terminal.out().flush();
            return ExitCode.DONE.status();
        }

        private void row(Node session) {
            String provider = JsonText.at(session, "provider");
            // Of a user's ARN the end tells enough.
            String subject = JsonText.at(session, "subject").replaceFirst("^arn:[^:]*:iam::", "");
            terminal.out()
                    .printf(
                            ROW,
                            JsonText.at(session, "id"),
                            JsonText.at(session, "owner"),
                            subject + (provider.isEmpty() ? "" : " (" + provider + ")"),
                            JsonText.at(session, "expiresAt"),
                            JsonText.at(session, "revoked").equals("true") ? "revoked" : "live");
        }
    }

    /** {@code sessions revoke}. */
    @Command(
            name = "revoke",
            description =
                    "Ends one session, all of a role's, or all of a person's; the next call with them is refused.",
            mixinStandardHelpOptions = true)
    static final class Revoke implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private AdminOptions admin = new AdminOptions();

        @Parameters(
                arity = "0..1",
                paramLabel = "SESSION",
                description = "The session's id, as `sessions list` shows it.")
        private Optional<String> session = Optional.empty();

        @Option(names = "--role", paramLabel = "ALIAS/NAME", description = "All sessions of this role so far.")
        private Optional<String> role = Optional.empty();

        @Option(
                names = "--subject",
                paramLabel = "SUBJECT",
                description = "All sessions of this person or program so far.")
        private Optional<String> subject = Optional.empty();

        @Option(
                names = "--provider",
                paramLabel = "NAME",
                description = "With --subject: whose name for the person it is.")
        private Optional<String> provider = Optional.empty();

        @Option(names = "--json", description = "The broker's answer as JSON.")
        private boolean json;

        Revoke(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            if (Stream.of(session, role, subject).filter(Optional::isPresent).count() != 1) {
                throw Failure.usage("say what to revoke: one session's id, or `--role`, or `--subject`");
            }
            Node answer = session.map(id -> admin.post("/api/v1/sessions/" + encoded(id) + "/revoke", "{}", terminal))
                    .or(() -> role.map(
                            name -> admin.post("/api/v1/roles/" + encodedRole(name) + "/revoke", "{}", terminal)))
                    .orElseGet(() -> admin.post("/api/v1/subjects/revoke", subjectOrder(), terminal));
            if (json) {
                Printing.json(answer, terminal);
            } else {
                terminal.out().println("revoked: whatever began before " + JsonText.at(answer, "before"));
                terminal.out().flush();
            }
            return ExitCode.DONE.status();
        }

        private static String encodedRole(String reference) {
            String[] parts = reference.split("/", -1);
            if (parts.length != 2) {
                throw Failure.usage("`" + reference + "` is not a role; write `ALIAS/NAME`, such as `prod/ReadOnly`");
            }
            return encoded(parts[0]) + "/" + encoded(parts[1]);
        }

        private String subjectOrder() {
            Map<String, String> order = new LinkedHashMap<>();
            order.put("subject", subject.orElse(""));
            provider.ifPresent(name -> order.put("provider", name));
            return JsonOutput.text(order);
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        }
    }
}
