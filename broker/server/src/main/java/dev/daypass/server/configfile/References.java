package dev.daypass.server.configfile;

import dev.daypass.core.config.form.Reading;
import dev.daypass.core.source.Findings;
import dev.daypass.core.source.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resolves {@code ${env:NAME}}, {@code ${env:NAME:-default}} and {@code ${file:PATH}} inside one scalar, and remembers
 * which scalars they gave. What is fetched is a value: it is never parsed as YAML and never resolved again. Confined to
 * the thread that reads.
 */
final class References {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]*)}");
    private static final Pattern VARIABLE = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?", Pattern.DOTALL);
    private static final int LONGEST = 64 * 1024;

    private final Function<String, Optional<String>> environment;
    private final Confined files;
    private final Findings findings;
    private final Set<Source> references = new HashSet<>();
    private final Set<Source> exposed = new HashSet<>();
    private final boolean refused;

    References(Function<String, Optional<String>> environment, Confined files, Findings findings) {
        this(environment, files, findings, false);
    }

    private References(
            Function<String, Optional<String>> environment, Confined files, Findings findings, boolean refused) {
        this.refused = refused;
        this.environment = environment;
        this.files = files;
        this.findings = findings;
    }

    /** None at all: each is an error, and nothing is looked up. */
    static References refused(Findings findings) {
        return new References(name -> Optional.empty(), new Confined(Path.of(""), List.of()), findings, true);
    }

    static boolean mayHold(String text) {
        return text.contains("${env:") || text.contains("${file:");
    }

    /** The text with every reference replaced; what cannot be resolved is found and becomes nothing. */
    String resolve(String text, Source source) {
        references.add(source);
        if (refused) {
            findings.error(
                    "reference-not-here",
                    source,
                    "references to the environment and to files are not resolved here",
                    "write a value in its place to try the rules");
            return "";
        }
        Matcher matcher = REFERENCE.matcher(text);
        var resolved = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(2);
            Optional<String> value = matcher.group(1).equals("env") ? variable(name, source) : file(name, source);
            matcher.appendReplacement(resolved, Matcher.quoteReplacement(value.orElse("")));
        }
        matcher.appendTail(resolved);
        if (mayHold(resolved.toString()) && !matcher.reset().find()) {
            findings.error(
                    "bad-reference-form",
                    source,
                    "a reference begins here and does not end",
                    "write `${env:NAME}`, `${env:NAME:-default}` or `${file:PATH}`");
        }
        return resolved.toString();
    }

    Reading.Origins origins() {
        return new Reading.Origins(references, exposed);
    }

    private Optional<String> variable(String reference, Source source) {
        Matcher matcher = VARIABLE.matcher(reference);
        if (!matcher.matches()) {
            findings.error(
                    "bad-reference-form",
                    source,
                    "`${env:" + reference + "}` names no variable",
                    "write `${env:NAME}` or `${env:NAME:-default}`");
            return Optional.empty();
        }
        String name = matcher.group(1);
        Optional<String> value = environment.apply(name).or(() -> Optional.ofNullable(matcher.group(2)));
        if (value.isEmpty()) {
            findings.error(
                    "unset-variable",
                    source,
                    "the environment variable `" + name + "` is not set",
                    "set it, or give a default: `${env:" + name + ":-…}`");
        }
        return value;
    }

    private Optional<String> file(String path, Source source) {
        Optional<Path> file = files.file(path);
        if (file.isEmpty()) {
            boolean outside = files.exists(path);
            findings.error(
                    outside ? "file-outside" : "missing-file",
                    source,
                    outside
                            ? "`" + path + "` leads out of the configuration directory, or is no file"
                            : "there is no file `" + path + "`",
                    outside
                            ? "move the file in, or set `secretsDirectory` to its directory"
                            : "create it; the path is relative to the configuration directory");
            return Optional.empty();
        }
        return content(file.get(), path, source);
    }

    private Optional<String> content(Path file, String path, Source source) {
        try {
            if (Files.size(file) > LONGEST) {
                findings.error(
                        "file-too-large",
                        source,
                        "`" + path + "` is longer than " + LONGEST + " bytes",
                        "a secret is shorter: name another file");
                return Optional.empty();
            }
            if (isExposed(file)) {
                exposed.add(source);
            }
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return Optional.of(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
        } catch (IOException e) {
            findings.error(
                    "unreadable-file",
                    source,
                    "`" + path + "` cannot be read as UTF-8 text",
                    "give this process the right to read it");
            return Optional.empty();
        }
    }

    private static boolean isExposed(Path file) throws IOException {
        boolean posix = Files.getFileStore(file).supportsFileAttributeView("posix");
        return posix && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
    }
}
