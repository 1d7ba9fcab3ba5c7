package dev.daypass.server.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** One run of the command line inside the test's own process. */
record CommandRun(int status, String out, String err) {
    static CommandRun of(String... args) {
        return with(Map.of(), args);
    }

    static CommandRun with(Map<String, String> environment, String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        var terminal = new Terminal(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                name -> Optional.ofNullable(environment.get(name)),
                Clock.systemUTC());
        int status = Main.run(terminal, args);
        return new CommandRun(status, out.toString(), err.toString());
    }
}
