package dev.daypass.server.portal;

import dev.daypass.core.config.AttributesForm;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.identity.Attributes;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.signin.Proof;
import dev.daypass.core.source.Findings;
import dev.daypass.core.source.JsonTree;
import dev.daypass.core.source.Node;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What somebody pasted to have it explained: told apart by its look alone; whether it is well-formed, its own hardened
 * reader says.
 *
 * @param proof what a provider signed; absent: attributes came
 * @param attributes as JSON; absent: a proof came
 */
record Pasted(Optional<Proof> proof, Optional<Attributes> attributes) {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]*");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]+={0,2}");

    static Outcome<Pasted> of(String text) {
        String stripped = text.strip();
        if (stripped.startsWith("{")) {
            return attributes(stripped);
        }
        if (stripped.startsWith("<")) {
            byte[] xml = stripped.getBytes(StandardCharsets.UTF_8);
            return proof(new Proof.SamlResponse(Base64.getEncoder().encodeToString(xml)));
        }
        String solid = stripped.replaceAll("\\s", "");
        if (TOKEN.matcher(solid).matches()) {
            return proof(new Proof.Jwt(solid));
        }
        return BASE64.matcher(solid).matches()
                ? proof(new Proof.SamlResponse(solid))
                : unreadable("neither XML, nor base64, nor a token, nor JSON was pasted");
    }

    private static Outcome<Pasted> proof(Proof proof) {
        return Outcome.granted(new Pasted(Optional.of(proof), Optional.empty()));
    }

    private static Outcome<Pasted> attributes(String json) {
        return new JsonTree().read("pasted", json).then(Pasted::read);
    }

    private static Outcome<Pasted> read(Node node) {
        var findings = new Findings();
        var reading = new Reading(findings, new Reading.Origins(Set.of(), Set.of()), Reading.Strictness.CHECK);
        Optional<Attributes> attributes = new AttributesForm().read(node, reading);
        if (attributes.isEmpty() || findings.hasErrors()) {
            return unreadable("the JSON that was pasted holds what no attribute can");
        }
        return Outcome.granted(new Pasted(Optional.empty(), attributes));
    }

    private static Outcome<Pasted> unreadable(String detail) {
        return Outcome.refused(Reason.PARAMETER_INVALID, detail, detail);
    }

    @Override
    public String toString() {
        return "Pasted[***]";
    }
}
