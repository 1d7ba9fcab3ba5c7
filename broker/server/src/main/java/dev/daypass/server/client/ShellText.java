package dev.daypass.server.client;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Settings of environment variables, as each shell reads them. A value never becomes anything but a value: what a shell
 * has no safe form for is refused.
 */
public enum ShellText {
    BASH("bash", ShellText::posix, name -> "unset " + name),
    ZSH("zsh", ShellText::posix, name -> "unset " + name),
    SH("sh", ShellText::posix, name -> "unset " + name),
    FISH("fish", ShellText::fish, name -> "set -e " + name + ";"),
    POWERSHELL("powershell", ShellText::powershell, name -> "Remove-Item -ErrorAction SilentlyContinue Env:\\" + name),
    CMD("cmd", ShellText::cmd, name -> "set \"" + name + "=\""),
    DOTENV("dotenv", ShellText::dotenv, name -> name + "=");

    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]*");
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_./:@+=,~-]*");

    /** What cmd would read as more than text, in one place or another, and cannot be quoted in all of them. */
    private static final Pattern NOT_FOR_CMD = Pattern.compile("[\"%!^&|<>\\p{Cntrl}]");

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final String word;

    @SuppressWarnings("ImmutableEnumChecker") // the functions capture nothing
    private final Function<Variable, Optional<String>> setting;

    @SuppressWarnings("ImmutableEnumChecker") // the functions capture nothing
    private final Function<String, String> unsetting;

    ShellText(String word, Function<Variable, Optional<String>> setting, Function<String, String> unsetting) {
        this.word = word;
        this.setting = setting;
        this.unsetting = unsetting;
    }

    private record Variable(String name, String value) {}

    /** As the command line names it. */
    public String word() {
        return word;
    }

    /** The words of all. */
    public static List<String> words() {
        return Arrays.stream(values()).map(ShellText::word).toList();
    }

    public static Optional<ShellText> of(String word) {
        return Arrays.stream(values()).filter(shell -> shell.word.equals(word)).findFirst();
    }

    /** The shell that somebody works with, by what the environment tells; the plain one if it does not. */
    public static ShellText current(Function<String, Optional<String>> environment) {
        Optional<String> shell = environment.apply("SHELL").filter(path -> !path.isEmpty());
        if (shell.isEmpty() && environment.apply("PSModulePath").isPresent()) {
            return POWERSHELL;
        }
        return shell.map(path -> path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT))
                .flatMap(ShellText::of)
                .orElse(SH);
    }

    /**
     * One line that sets a variable.
     *
     * @throws IllegalArgumentException if this shell cannot be told the value safely
     */
    public String set(String name, String value) {
        return setting.apply(new Variable(checked(name), value))
                .orElseThrow(() -> new IllegalArgumentException("`" + name + "` has a value that cannot be written for "
                        + word + " safely; use `daypass exec`, or another --shell"));
    }

    /** One line that takes a variable away. */
    public String unset(String name) {
        return unsetting.apply(checked(name));
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("`" + name + "` is no variable's name");
        }
        return name;
    }

    /** POSIX.1-2024, Shell Command Language 2.2.2: all between single quotes is itself. */
    private static Optional<String> posix(Variable variable) {
        return clean(
                variable, "export " + variable.name() + "='" + variable.value().replace("'", "'\\''") + "'");
    }

    private static Optional<String> fish(Variable variable) {
        String quoted = variable.value().replace("\\", "\\\\").replace("'", "\\'");
        return clean(variable, "set -gx " + variable.name() + " '" + quoted + "';");
    }

    /** PowerShell ends a single-quoted text at typographic quotes too. */
    private static Optional<String> powershell(Variable variable) {
        String quoted = variable.value().replaceAll("(['\u2018\u2019\u201A\u201B])", "$1$1");
        return clean(variable, "$Env:" + variable.name() + " = '" + quoted + "'");
    }

    private static Optional<String> cmd(Variable variable) {
        return NOT_FOR_CMD.matcher(variable.value()).find()
                ? Optional.empty()
                : Optional.of("set \"" + variable.name() + "=" + variable.value() + "\"");
    }

    /** Its readers agree on bare words, and most of them on single quotes; on escapes they do not: to some, a backslash before the last quote keeps it open. */
    private static Optional<String> dotenv(Variable variable) {
        if (BARE.matcher(variable.value()).matches()) {
            return Optional.of(variable.name() + "=" + variable.value());
        }
        return variable.value().contains("'") || variable.value().contains("\\")
                ? Optional.empty()
                : clean(variable, variable.name() + "='" + variable.value() + "'");
    }

    /** No value of ours has control characters, and what has them is one no more once it is pasted. */
    private static Optional<String> clean(Variable variable, String line) {
        return CONTROL.matcher(variable.value()).find() ? Optional.empty() : Optional.of(line);
    }
}
