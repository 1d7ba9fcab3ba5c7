package dev.daypass.server.cli;

import dev.daypass.server.client.login.Broker;
import dev.daypass.server.client.login.LoginRoles.Offered;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code roles}: what somebody who is signed in may take. */
@Command(
        name = "roles",
        description = "Lists the roles that you may take with your login.",
        mixinStandardHelpOptions = true)
final class RolesCommand implements Callable<Integer> {
    private static final String ROW = "%-32s  %-8s  %s%n";

    private final Terminal terminal;

    @Mixin
    private BrokerOptions options = new BrokerOptions();

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    RolesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Broker broker = options.broker(terminal);
        List<Offered> roles = ClientHome.orFail(
                "the broker does not tell your roles",
                "your roles cannot be asked for",
                () -> options.home(terminal).loginRoles().list(broker));
        if (json) {
            JsonOutput.print(
                    Map.of("roles", roles.stream().map(RolesCommand::members).toList()), terminal.out());
        } else {
            terminal.out().printf(ROW, "ROLE", "AT MOST", "WHAT FOR");
            roles.forEach(role ->
                    terminal.out().printf(ROW, role.reference(), Lengths.of(role.longest()), role.description()));
            terminal.out().println(roles.size() + (roles.size() == 1 ? " role" : " roles"));
        }
        terminal.out().flush();
        return ExitCode.DONE.status();
    }

    private static Map<String, Object> members(Offered role) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("role", role.reference());
        members.put("arn", role.arn());
        members.put("description", role.description());
        members.put("longestSeconds", role.longest().toSeconds());
        return members;
    }
}
