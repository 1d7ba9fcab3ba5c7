package dev.daypass.server.cli;

import dev.daypass.core.config.form.Fields;
import dev.daypass.core.config.form.Form;
import dev.daypass.core.config.form.Guarded;
import dev.daypass.core.config.form.Key;
import dev.daypass.core.config.form.Many;
import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Quantities;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.config.form.Scalars;
import dev.daypass.core.config.form.Shape;
import dev.daypass.core.source.Finding;
import dev.daypass.core.source.Findings;
import dev.daypass.core.source.Suggestions;
import dev.daypass.server.client.Profile;
import dev.daypass.server.configfile.YamlFile;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code profiles.yaml}, and tells all its mistakes with their places. */
final class ProfileFile {
    private static final Key<URI> URL =
            Key.required("url", Guarded.httpUri(), "The broker.", "https://broker.corp.example.com");
    private static final Key<String> ROLE = Key.required(
            "role",
            Scalars.matching("bad-arn", "arn:[^:]+:iam::[0-9]{12}:role/.+", "a role's ARN", "copy it from the role"),
            "The role's ARN.",
            "arn:daypass:iam::111122223333:role/ReadOnly");
    private static final Key<String> SAML_RESPONSE_FILE = Key.optional(
            "samlResponseFile", Scalars.text(), "A file with a SAML Response in base64.", "~/saml-response");
    private static final Key<String> PROVIDER = Key.optional(
            "provider",
            Scalars.text(),
            "ARN of the provider that made the Response.",
            "arn:daypass:iam::111122223333:saml-provider/corp-saml");
    private static final Key<String> WEB_IDENTITY_TOKEN_FILE =
            Key.optional("webIdentityTokenFile", Scalars.text(), "A file with a JWT.", "/var/run/secrets/token");
    private static final Key<String> ID =
            Key.required("id", Scalars.text(), "The variable with the access key's id.", "AWS_ACCESS_KEY_ID");
    private static final Key<String> SECRET =
            Key.required("secret", Scalars.text(), "The variable with its secret.", "AWS_SECRET_ACCESS_KEY");
    private static final Key<String> EXTERNAL_ID =
            Key.optional("externalId", Scalars.text(), "What a role of another account asks for.", "customer-4711");
    private static final Key<Fields> ACCESS_KEY = Key.optional(
            "accessKey",
            Shape.of("an access key", ID, SECRET, EXTERNAL_ID),
            "Environment variables with a user's or service's own access key.",
            "{ id: AWS_ACCESS_KEY_ID, secret: AWS_SECRET_ACCESS_KEY }");
    private static final Key<String> DIRECTORY = Key.optional(
            "directory",
            Scalars.text(),
            "A directory that `daypass login` takes a name and a password to: its name at the broker, or its ARN.",
            "corp-ad");
    private static final Key<String> USERNAME = Key.optional(
            "username", Scalars.text(), "Who signs in; left out: `daypass login` asks.", "alice@corp.example.com");
    private static final Key<String> KERBEROS = Key.optional(
            "kerberos",
            Scalars.text(),
            "A directory that takes the Kerberos ticket of this workstation: its name at the broker, or its ARN.",
            "corp-ad");
    private static final Key<String> SERVICE_PRINCIPAL = Key.optional(
            "servicePrincipal",
            Scalars.text(),
            "With `kerberos`: the broker's principal; left out: `HTTP` at the host of `url`.",
            "HTTP/broker.corp.example.com@CORP.EXAMPLE.COM");
    private static final Key<Browsing> LOGIN = Key.optional(
            "login",
            Scalars.words(Browsing.values(), Browsing::word),
            "How people sign in: with a browser, by `daypass login`.",
            "browser");
    private static final Key<String> ACCOUNT = Key.optional(
            "account", Scalars.text(), "With `login`: how the role's account is called, to be shown.", "prod");
    private static final Key<String> SESSION_NAME = Key.optional(
            "sessionName", Scalars.text(), "Left out: by the broker's rules, or the profile's name.", "build");
    private static final Key<Duration> DURATION = Key.optional(
            "duration",
            Quantities.duration(Duration.ofMinutes(15), Duration.ofHours(12)),
            "How long sessions live; left out: as the role has it.",
            "1h");
    private static final Form<Map<Placed<String>, Fields>> FORM = Many.named(
            "[A-Za-z0-9][A-Za-z0-9_.-]{0,63}",
            "bad-name",
            "use letters, digits and _ . -",
            Shape.of(
                    "a profile",
                    URL,
                    ROLE,
                    SAML_RESPONSE_FILE,
                    PROVIDER,
                    WEB_IDENTITY_TOKEN_FILE,
                    ACCESS_KEY,
                    DIRECTORY,
                    USERNAME,
                    KERBEROS,
                    SERVICE_PRINCIPAL,
                    LOGIN,
                    ACCOUNT,
                    SESSION_NAME,
                    DURATION));

    private static final List<Key<?>> SOURCES =
            List.of(SAML_RESPONSE_FILE, WEB_IDENTITY_TOKEN_FILE, ACCESS_KEY, DIRECTORY, KERBEROS, LOGIN);

    /** What a login is made with. */
    private enum Browsing {
        BROWSER;

        private String word() {
            return "browser";
        }
    }

    private final Path file;
    private final Findings findings = new Findings();

    ProfileFile(Path file) {
        this.file = file;
    }

    /** All profiles; a {@link Failure} if anything in the file is wrong. */
    List<Profile> all() {
        List<Profile> all = read().entrySet().stream()
                .flatMap(written -> made(written.getKey(), written.getValue()).stream())
                .toList();
        if (findings.hasErrors()) {
            throw Failure.usage(told());
        }
        return all;
    }

    private Map<String, Fields> read() {
        var reading = new Reading(findings, new Reading.Origins(Set.of(), Set.of()), Reading.Strictness.SERVE);
        var profiles = new LinkedHashMap<String, Fields>();
        YamlFile.read(file, findings)
                .flatMap(root -> FORM.read(root, reading))
                .ifPresent(found -> found.forEach((key, fields) -> profiles.put(key.value(), fields)));
        return profiles;
    }

    /** The profile of a name; a {@link Failure} if there is none, or anything in the file is wrong. */
    Profile profile(String name) {
        Map<String, Fields> profiles = read();
        Optional<Profile> profile = Optional.ofNullable(profiles.get(name)).flatMap(fields -> made(name, fields));
        if (findings.hasErrors()) {
            throw Failure.usage(told());
        }
        return profile.orElseThrow(() -> Failure.usage("there is no profile `" + name + "` in `" + file + "`"
                + Suggestions.closest(name, profiles.keySet())
                        .map(near -> "; did you mean `" + near + "`?")
                        .orElse("")));
    }

    private Optional<Profile> made(String name, Fields fields) {
        Optional<Profile.ProofSource> proof = proof(fields);
        return fields.get(URL).flatMap(url -> fields.get(ROLE)
                .flatMap(role -> proof.map(source ->
                        new Profile(name, url, role, source, fields.get(SESSION_NAME), fields.get(DURATION)))));
    }

    private Optional<Profile.ProofSource> proof(Fields fields) {
        List<Key<?>> given = SOURCES.stream().filter(fields::has).toList();
        if (given.size() != 1) {
            findings.error(
                    "which-proof",
                    fields.source(),
                    "a profile has one of "
                            + SOURCES.stream()
                                    .map(source -> "`" + source.name() + "`")
                                    .collect(Collectors.joining(", "))
                            + "; this has " + given.size(),
                    "keep the one that says where the proof comes from");
            return Optional.empty();
        }
        if (fields.has(SAML_RESPONSE_FILE) != fields.has(PROVIDER)) {
            findings.error(
                    "missing-key",
                    fields.source(),
                    "`samlResponseFile` and `provider` go together",
                    "add `provider: " + PROVIDER.example() + "`");
            return Optional.empty();
        }
        Optional<Profile.ProofSource> saml = fields.get(SAML_RESPONSE_FILE)
                .flatMap(path -> fields.get(PROVIDER).map(arn -> new Profile.SamlResponseFile(path(path), arn)));
        Optional<Profile.ProofSource> token =
                fields.get(WEB_IDENTITY_TOKEN_FILE).map(path -> new Profile.WebIdentityTokenFile(path(path)));
        Optional<Profile.ProofSource> key = fields.get(ACCESS_KEY)
                .flatMap(names -> names.get(ID).flatMap(id -> names.get(SECRET)
                        .map(secret -> new Profile.AccessKey(id, secret, names.get(EXTERNAL_ID)))));
        Optional<Profile.ProofSource> password =
                fields.get(DIRECTORY).map(provider -> new Profile.DirectoryPassword(provider, fields.get(USERNAME)));
        Optional<Profile.ProofSource> ticket = fields.get(KERBEROS)
                .map(provider -> new Profile.KerberosTicket(provider, fields.get(SERVICE_PRINCIPAL)));
        Optional<Profile.ProofSource> login =
                fields.get(LOGIN).map(how -> new Profile.BrowserLogin(fields.get(ACCOUNT)));
        return saml.or(() -> token)
                .or(() -> key)
                .or(() -> password)
                .or(() -> ticket)
                .or(() -> login);
    }

    /** Paths are meant from the file's own directory; {@code ~/} is the home directory. */
    private Path path(String text) {
        return text.startsWith("~/")
                ? Path.of(System.getProperty("user.home"), text.substring(2))
                : file.toAbsolutePath().resolveSibling(text);
    }

    private String told() {
        var text = new StringBuilder("`" + file + "` cannot be used:");
        for (Finding finding : findings.sorted()) {
            text.append("\n  ").append(finding.source()).append(": ").append(finding.message());
            finding.cure().ifPresent(cure -> text.append("; ").append(cure));
        }
        return text.toString();
    }
}
