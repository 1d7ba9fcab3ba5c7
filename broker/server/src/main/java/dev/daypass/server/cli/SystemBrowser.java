package dev.daypass.server.cli;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * The system's own browser. {@code BROWSER} names another program, as other tools have it.
 *
 * @param system name of the operating system
 */
record SystemBrowser(Function<String, Optional<String>> environment, String system) implements Desk.Browser {
    @Override
    public boolean isThere() {
        if (has("SSH_CONNECTION") || has("SSH_TTY")) {
            return false;
        }
        return isWindows() || isMac() || has("BROWSER") || has("DISPLAY") || has("WAYLAND_DISPLAY");
    }

    @Override
    public boolean open(URI address) {
        try {
            // Straight to the program, through no shell: an address is never more than one argument.
            new ProcessBuilder(command(address.toASCIIString()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .getOutputStream()
                    .close();
            return true;
        } catch (IOException notToBeHad) {
            return false;
        }
    }

    private List<String> command(String address) {
        List<String> command = new ArrayList<>();
        Optional<String> named = environment.apply("BROWSER").filter(name -> !name.isBlank());
        if (named.isPresent()) {
            command.add(named.get());
        } else if (isWindows()) {
            command.addAll(List.of("rundll32", "url.dll,FileProtocolHandler"));
        } else {
            command.add(isMac() ? "open" : "xdg-open");
        }
        command.add(address);
        return command;
    }

    private boolean isWindows() {
        return system.toLowerCase(Locale.ROOT).startsWith("windows");
    }

    private boolean isMac() {
        return system.toLowerCase(Locale.ROOT).startsWith("mac");
    }

    private boolean has(String variable) {
        return environment.apply(variable).filter(value -> !value.isEmpty()).isPresent();
    }
}
