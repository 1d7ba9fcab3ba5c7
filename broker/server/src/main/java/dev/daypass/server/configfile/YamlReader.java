package dev.daypass.server.configfile;

import dev.daypass.core.source.Findings;
import dev.daypass.core.source.Node;
import dev.daypass.core.source.Source;
import java.util.Iterator;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Makes a tree of a YAML 1.2 text. Nothing is constructed but texts, lists and mappings; tags, merge keys, duplicate keys
 * and a second document are refused; length, depth and what aliases may unfold to are bounded (security.md W29).
 */
final class YamlReader {
    /** Characters of one file: some 25,000 rules. */
    static final int MAX_CHARACTERS = 4 * 1024 * 1024;

    private final References references;
    private final Findings findings;

    YamlReader(References references, Findings findings) {
        this.references = references;
        this.findings = findings;
    }

    /** The tree; empty for an empty text, or where it could not be made and that has been found. */
    Optional<Node> read(String file, String text) {
        if (text.length() > MAX_CHARACTERS) {
            findings.error(
                    "file-too-large",
                    Source.of(file),
                    "the file has " + text.length() + " characters, " + MAX_CHARACTERS + " are the most",
                    "split it into several files of the same directory");
            return Optional.empty();
        }
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setUseMarks(true)
                .setCodePointLimit(MAX_CHARACTERS)
                .build();
        try {
            Iterator<Event> events = new Parse(settings).parseString(text).iterator();
            return new Composer(file, text, events, references, findings).document();
        } catch (Composer.Refused refused) {
            return Optional.empty();
        } catch (MarkedYamlEngineException e) {
            Source at = e.getProblemMark()
                    .or(e::getContextMark)
                    .map(mark -> new Source(file, mark.getLine() + 1, mark.getColumn() + 1))
                    .orElse(Source.of(file));
            syntax(at, e.getProblem() == null ? "this is not YAML" : e.getProblem());
            return Optional.empty();
        } catch (YamlEngineException e) {
            syntax(Source.of(file), "this is not YAML: it holds characters that YAML does not allow");
            return Optional.empty();
        }
    }

    private void syntax(Source at, String problem) {
        findings.error(
                "yaml-syntax",
                at,
                problem,
                "check indentation (spaces, no tabs), quotes and brackets around this place");
    }
}
