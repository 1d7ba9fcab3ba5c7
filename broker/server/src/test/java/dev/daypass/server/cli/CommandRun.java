package dev.daypass.server.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;

/** One run of the command line inside the test's own process. */
record CommandRun(int status, String out, String err) {
    static CommandRun of(String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        var commandLine = Main.commandLine(Optional.of(args[0]));
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        int status = commandLine.execute(args);
        return new CommandRun(status, out.toString(), err.toString());
    }
}
