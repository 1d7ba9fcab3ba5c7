package dev.daypass.server.cli;

import dev.daypass.core.explain.Explainer;
import dev.daypass.server.wiring.ProviderFiles;
import dev.daypass.server.wiring.ProviderNetwork;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The verbs by name, in the order that help shows them. Each is made only when it is needed. */
final class Verbs {
    private Verbs() {}

    static Map<String, Function<Terminal, Object>> all() {
        var verbs = new LinkedHashMap<String, Function<Terminal, Object>>();
        verbs.put("demo", DemoCommand::new);
        verbs.put("serve", ServeCommand::new);
        verbs.put("check", terminal -> new CheckCommand(check(terminal), () -> new ProviderNetwork(terminal.clock())));
        verbs.put("explain", terminal -> new ExplainCommand(check(terminal), new Explainer(terminal.clock())));
        verbs.put("login", LoginCommand::new);
        verbs.put("credentials", CredentialsCommand::new);
        verbs.put("exec", ExecCommand::new);
        verbs.put("env", EnvCommand::new);
        verbs.put("token", TokenCommand::new);
        verbs.put("status", StatusCommand::new);
        verbs.put("profile", ProfileCommand::new);
        verbs.put("roles", RolesCommand::new);
        verbs.put("logout", LogoutCommand::new);
        verbs.put("sessions", SessionsCommand::verb);
        verbs.put("keys", KeysCommand::verb);
        verbs.put("audit", AuditCommand::verb);
        return verbs;
    }

    private static Check check(Terminal terminal) {
        return new Check(terminal.environment(), terminal.clock(), new ProviderFiles(terminal.clock()));
    }
}
