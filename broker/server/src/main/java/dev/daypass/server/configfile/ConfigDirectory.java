package dev.daypass.server.configfile;

import dev.daypass.core.config.ConfigFile;
import dev.daypass.core.config.ConfigTree;
import dev.daypass.core.octets.Utf8;
import dev.daypass.core.source.Findings;
import dev.daypass.core.source.JsonTree;
import dev.daypass.core.source.Node;
import dev.daypass.core.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A configuration directory. Reading it gives everything or findings, and never stops at the first; only a directory that
 * is not there or cannot be listed is a fault. Safe for several threads.
 */
public final class ConfigDirectory {
    private static final Pattern JSON_MISTAKE =
            Pattern.compile(".*?:([0-9]+):([0-9]+): not valid JSON: (.*)", Pattern.DOTALL);
    private static final String SECRETS_DIRECTORY = "secretsDirectory";

    private final Path root;
    private final Function<String, Optional<String>> environment;

    /**
     * A directory.
     *
     * @param environment gives the values of environment variables
     */
    public ConfigDirectory(Path root, Function<String, Optional<String>> environment) {
        this.root = root;
        this.environment = environment;
    }

    public Path root() {
        return root;
    }

    /**
     * Reads all its files.
     *
     * @throws IOException if the directory itself cannot be read
     */
    public ConfigTree read() throws IOException {
        return read(Optional.empty());
    }

    /**
     * Reads all its files, with others in the place of its rule files. Those may refer to nothing: whoever writes them
     * need not be whoever may read secrets.
     *
     * @param rules by path
     * @throws IOException if the directory itself cannot be read
     */
    public ConfigTree read(Map<String, String> rules) throws IOException {
        return read(Optional.of(rules));
    }

    /**
     * Its rule files as they are written, by path.
     *
     * @throws IOException if one cannot be read
     */
    public Map<String, String> rules() throws IOException {
        var rules = new LinkedHashMap<String, String>();
        for (String path : Listing.of(root, new Findings()).configuration()) {
            if (isRules(path)) {
                rules.put(
                        path, Utf8.text(Files.readAllBytes(root.resolve(path))).orElse(""));
            }
        }
        return rules;
    }

    private static boolean isRules(String path) {
        return path.startsWith(ConfigFile.Kind.RULES.place() + "/");
    }

    private ConfigTree read(Optional<Map<String, String>> rules) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new NotDirectoryException(root.toString());
        }
        var findings = new Findings();
        Listing listing = Listing.of(root, findings);
        var confined = new Confined(root, secretsDirectories());
        var references = new References(environment, confined, findings);
        var reader = new YamlReader(references, findings);
        var files = new ArrayList<ConfigFile>();
        for (String path : listing.configuration()) {
            if (rules.isEmpty() || !isRules(path)) {
                files.add(new ConfigFile(path, tree(path, reader, findings)));
            }
        }
        var unresolved = new YamlReader(References.refused(findings), findings);
        rules.orElseGet(Map::of).forEach((path, text) -> files.add(new ConfigFile(path, unresolved.read(path, text))));
        return new ConfigTree(files, references.origins(), findings.sorted(), listing.revision(), confined);
    }

    private Optional<Node> tree(String path, YamlReader reader, Findings findings) throws IOException {
        byte[] bytes = Files.readAllBytes(root.resolve(path));
        Optional<String> text = Utf8.text(bytes);
        if (text.isEmpty() || text.get().startsWith("\uFEFF")) {
            findings.error(
                    "not-utf-8",
                    Source.of(path),
                    text.isEmpty() ? "the file is not UTF-8 text" : "the file begins with a byte order mark",
                    "save it as UTF-8 without a byte order mark");
            return Optional.empty();
        }
        return path.endsWith(".json") ? json(path, text.get(), findings) : reader.read(path, text.get());
    }

    private static Optional<Node> json(String path, String text, Findings findings) {
        return new JsonTree().read(path, text).fold(Optional::of, refusal -> {
            Matcher at = JSON_MISTAKE.matcher(refusal.auditDetail());
            boolean placed = at.matches();
            Source source = placed
                    ? new Source(path, Integer.parseInt(at.group(1)), Integer.parseInt(at.group(2)))
                    : Source.of(path);
            findings.error(
                    "json-syntax",
                    source,
                    placed ? "this is not JSON: " + at.group(3) : refusal.auditDetail(),
                    "check commas, quotes and brackets around this place");
            return Optional.empty();
        });
    }

    /** Known before anything is resolved, since resolving depends on it: so it is a literal, read beforehand. */
    private List<Path> secretsDirectories() throws IOException {
        Path broker = root.resolve(ConfigFile.Kind.BROKER.place());
        if (!Files.isRegularFile(broker) || Files.size(broker) > YamlReader.MAX_CHARACTERS) {
            return List.of();
        }
        var unheard = new Findings();
        var references = new References(name -> Optional.empty(), new Confined(root, List.of()), unheard);
        Optional<Node> tree = Utf8.text(Files.readAllBytes(broker))
                .flatMap(text -> new YamlReader(references, unheard).read(ConfigFile.Kind.BROKER.place(), text));
        return tree.filter(Node.Mapping.class::isInstance)
                .flatMap(node -> ((Node.Mapping) node).get(SECRETS_DIRECTORY))
                .filter(node ->
                        node instanceof Node.Scalar scalar && !scalar.text().isEmpty())
                .map(node -> List.of(root.resolve(((Node.Scalar) node).text())))
                .orElseGet(List::of);
    }
}
