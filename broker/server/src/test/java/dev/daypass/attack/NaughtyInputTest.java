package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.daypass.server.http.HeaderLines;
import dev.daypass.server.sts.Signed;
import dev.daypass.testkit.jwt.SigningKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Texts that break writers and readers, in every input; and what must stand in no output at all (W09, W17). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NaughtyInputTest {
    private static final List<String> NAUGHTY = List.of(
            "a\r\nSet-Cookie: evil=1",
            "a\nlevel=ERROR forged log line",
            "\u001b[2J\u001b]0;owned\u0007",
            "${jndi:ldap://127.0.0.1:9/a}",
            "${env:ADMIN}${file:/etc/passwd}",
            "<script>alert(1)</script>]]>&lt;",
            "' OR '1'='1' --",
            "../../../../etc/passwd\u0000.png",
            "\u202Ecilbup\u202D\u2066",
            "\u200B\uFEFF\u2028\u2029\u0085",
            "\uD83D\uDE00\u0301\uFFFF",
            "%s%n%x{}{}",
            "{\"a\":1,\"a\":2}",
            "*",
            "arn:daypass:iam::111122223333:role/*",
            "-1e400",
            "A".repeat(3000));

    private final Captured log = new Captured();
    private final AttackedBroker broker;
    private final Path directory;
    private final StringBuilder answers = new StringBuilder();
    private final Set<String> secrets = new LinkedHashSet<>();

    NaughtyInputTest(@TempDir Path directory) {
        this.directory = directory;
        log.begin();
        broker = AttackedBroker.start(directory);
    }

    @AfterAll
    void stop() {
        broker.close();
        log.end();
    }

    /** Keeps every line that is logged, with its stack trace, down to the finest of ours. */
    private static final class Captured extends AppenderBase<ILoggingEvent> {
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        void begin() {
            var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
            setContext(root.getLoggerContext());
            start();
            root.addAppender(this);
            ((Logger) LoggerFactory.getLogger("dev.daypass")).setLevel(Level.TRACE);
        }

        void end() {
            ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(this);
            ((Logger) LoggerFactory.getLogger("dev.daypass")).setLevel(null);
        }

        @Override
        protected void append(ILoggingEvent event) {
            String trace =
                    event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
            lines.add(event.getLevel() + " " + event.getFormattedMessage() + trace);
        }
    }

    @Test
    void w09NothingBreaksAndNoSecretLeaves() throws Exception {
        Signed.Keys session = known(broker.session());
        assertEquals(200, noted(broker.whoAmI(session)).status());
        for (String text : NAUGHTY) {
            inEveryParameter(text, session);
            insideProofs(text);
            aroundTheCall(text, session);
        }
        // After the others, since the clock goes on, which the session does not outlive.
        NAUGHTY.forEach(this::withPasswords);
        noted(broker.metrics());
        secrets.addAll(List.of(
                AttackedBroker.MARK,
                CorpDirectory.BROKER_PASSWORD,
                AttackedBroker.ADMIN_TOKEN,
                AttackedBroker.ALICE_SECRET,
                AttackedBroker.OUR_KEYS
                        .privateKeyPem()
                        .lines()
                        .skip(1)
                        .findFirst()
                        .orElseThrow()));
        String logged = String.join("\n", log.lines);
        String audited = read("audit/audit.jsonl");
        assertTrue(logged.length() > 1_000 && audited.length() > 1_000, "nothing was written");
        for (String secret : secrets) {
            assertFalse(answers.indexOf(secret) >= 0, () -> "in an answer: " + secret);
            assertFalse(logged.contains(secret), () -> "in the log: " + secret);
            assertFalse(audited.contains(secret), () -> "in the audit: " + secret);
        }
        assertFalse(logged.contains("ERROR"), logged);
        log.lines.forEach(line -> assertFalse(controls(line.replace("\n", "").replace("\t", "")), line));
        audited.lines().forEach(line -> assertFalse(controls(line), line));
        assertEquals(audited.lines().count(), broker.audit.all().size());
    }

    /** W17: what an attacker writes makes no new series, however often he writes something else. */
    @Test
    void w17MetricsGrowWithNobodysInput() {
        strange("first");
        // The first look counts itself.
        series();
        Set<String> before = series();
        strange("second");
        strange("third");
        Set<String> more = series();
        more.removeAll(before);
        // It comes with the first look at a directory, whoever calls meanwhile.
        more.remove("daypass_directory_freshness_seconds{provider=\"corp-ldap\"}");
        assertEquals(Set.of(), more);
        assertFalse(String.join(" ", before).contains("first"));
    }

    private void strange(String name) {
        Map<String, String> call = AttackedBroker.withSaml(broker.response(), name);
        broker.sts(call);
        call.put("PrincipalArn", AttackedBroker.ACCOUNT + "saml-provider/" + name);
        broker.sts(call);
        broker.sts(AttackedBroker.call(name));
        broker.sts(AttackedBroker.withToken(
                broker.issuer.token().claim("iss", "https://" + name).signedBy(SigningKeys.RSA)));
        broker.sts(AttackedBroker.assuming(name), broker.alice());
        broker.evaluate(broker.alice(), name + ":Do", "");
        Wire.get(broker.port(), "/" + name + "?" + name + "=1", List.of(line("X-" + name, name)));
        Wire.get(broker.port(), "/api/v1/sessions/" + name, List.of(line("Authorization", "Bearer " + name)));
        Wire.send(
                broker.port(),
                new Signed(name.toUpperCase(Locale.ROOT), "/", "", List.of(line("Host", Signed.HOST)), ""));
    }

    /** Names and labels of all series, without their values. */
    private Set<String> series() {
        return broker.metrics()
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void inEveryParameter(String text, Signed.Keys session) {
        Map<String, String> assuming = AttackedBroker.assuming("Operator");
        assuming.put("Policy", "{\"Version\":\"2012-10-17\",\"Statement\":[]}");
        assuming.put("ExternalId", "external");
        assuming.put("SourceIdentity", "alice");
        assuming.put("Tags.member.1.Key", "team");
        assuming.put("Tags.member.1.Value", "data");
        assuming.put("TransitiveTagKeys.member.1", "team");
        assuming.put("PolicyArns.member.1.arn", "arn:daypass:iam::daypass:policy/ReadOnlyAccess");
        assuming.put("DurationSeconds", "900");
        each(assuming, text).forEach(call -> answered(broker.sts(call, broker.alice())));
        each(AttackedBroker.withSaml("PHg+"), text).forEach(call -> answered(broker.sts(call)));
        each(AttackedBroker.withToken("a.b.c"), text).forEach(call -> answered(broker.sts(call)));
        Map<String, String> federation = AttackedBroker.call("GetFederationToken");
        federation.put("Name", "visitor");
        each(federation, text).forEach(call -> answered(broker.sts(call, broker.alice())));
        Map<String, String> decoding = AttackedBroker.call("DecodeAuthorizationMessage");
        decoding.put("EncodedMessage", text);
        answered(broker.sts(decoding, session));
        Map<String, String> info = AttackedBroker.call("GetAccessKeyInfo");
        info.put("AccessKeyId", text);
        answered(broker.sts(info, broker.alice()));
        answered(broker.evaluate(session, json(text), "{\"" + json(text) + "\":\"" + json(text) + "\"}"));
    }

    /** At both entrances, with a password that is right and with one that is not: neither may stand anywhere. */
    private void withPasswords(String text) {
        var talk = new TokenTalk(broker);
        for (String password : List.of("a-wrong-pässword-9", CorpDirectory.ALICE_PASSWORD)) {
            secrets.add(password);
            each(AttackedBroker.withPassword("alice", password), text).forEach(call -> answered(broker.sts(call)));
            each(TokenTalk.with(TokenTalk.password("alice", password), "provider", "corp-ldap"), text)
                    .forEach(form -> {
                        Wire.Reply reply = talk.as("desk", form);
                        assertTrue(reply.status() < 500, reply::toString);
                        if (reply.status() != 200) {
                            noted(reply);
                        }
                    });
        }
        broker.clock.step(Duration.ofMinutes(15));
        Wire.Reply granted = broker.sts(AttackedBroker.withPassword("alice", CorpDirectory.ALICE_PASSWORD));
        assertEquals(200, granted.status(), granted::toString);
        known(broker.credentials(granted));
    }

    /** The call with this text in one parameter, and as a parameter's name. */
    private static List<Map<String, String>> each(Map<String, String> call, String text) {
        List<Map<String, String>> changed = new ArrayList<>();
        for (String name : call.keySet()) {
            Map<String, String> one = new LinkedHashMap<>(call);
            one.put(name, text);
            changed.add(one);
        }
        Map<String, String> more = new LinkedHashMap<>(call);
        more.put(text, text);
        changed.add(more);
        return changed;
    }

    private void insideProofs(String text) {
        String xml = text.chars().allMatch(c -> c >= ' ' && c < 0xD800) ? text : "plain";
        for (String response : List.of(
                broker.idp.response(broker.spec().subject(xml)),
                broker.idp.response(broker.spec().attribute("department", xml)),
                broker.idp.response(broker.spec().attribute(xml.replace("\"", "&quot;"), xml)))) {
            secrets.add(response);
            answered(broker.sts(AttackedBroker.withSaml(response)));
        }
        for (var draft : List.of(
                broker.issuer.token().subject(text),
                broker.issuer.token().claim("groups", List.of(text)),
                broker.issuer.token().claim(text, text),
                broker.issuer.token().claim("jti", text))) {
            String token = draft.claim("note", AttackedBroker.MARK).signedBy(SigningKeys.RSA);
            secrets.add(token);
            answered(broker.sts(AttackedBroker.withToken(token)));
        }
    }

    private void aroundTheCall(String text, Signed.Keys session) {
        Signed request = Signed.post("Action=GetCallerIdentity&Version=2011-06-15", session.at(broker.clock.instant()));
        for (String header : List.of(
                "User-Agent",
                "X-Forwarded-For",
                "Referer",
                "Cookie",
                "Authorization",
                "X-Amz-Date",
                "Content-Type",
                "Host")) {
            answered(Wire.send(broker.port(), request.without(header).plus(header, text)));
        }
        String encoded = Wire.encode(text);
        answered(Wire.get(broker.port(), "/" + encoded + "?" + encoded + "=" + encoded, List.of()));
        answered(Wire.get(
                broker.port(),
                "/api/v1/sessions?subject=" + encoded,
                List.of(line("Authorization", "Bearer " + AttackedBroker.ADMIN_TOKEN))));
        answered(broker.admin("/api/v1/subjects/revoke", "{\"provider\":\"corp\",\"subject\":\"" + json(text) + "\"}"));
    }

    /** Any answer will do but a fault, a closed connection where nobody broke HTTP included. */
    private void answered(Wire.Reply reply) {
        assertTrue(reply.status() < 500, reply::toString);
        assertTrue(reply.header("Set-Cookie").isEmpty(), reply::toString);
        if (reply.status() == 200 && reply.body().contains("<SessionToken>")) {
            known(broker.credentials(reply));
        } else {
            noted(reply);
        }
    }

    private Wire.Reply noted(Wire.Reply reply) {
        reply.headers().forEach(line -> answers.append(line.name())
                .append(": ")
                .append(line.value())
                .append('\n'));
        answers.append(reply.body()).append('\n');
        return reply;
    }

    private Signed.Keys known(Signed.Keys keys) {
        secrets.add(keys.secret());
        secrets.add(keys.token().orElseThrow());
        return keys;
    }

    private static boolean controls(String line) {
        return line.codePoints()
                .anyMatch(c -> Character.isISOControl(c)
                        || Character.getType(c) == Character.FORMAT
                        || c == 0x2028
                        || c == 0x2029);
    }

    private static String json(String text) {
        var out = new StringBuilder();
        text.chars().forEach(c -> out.append(String.format("\\u%04x", c)));
        return out.toString();
    }

    private static HeaderLines.Line line(String name, String value) {
        return new HeaderLines.Line(name, value);
    }

    private String read(String file) throws Exception {
        return Files.readString(directory.resolve(file));
    }
}
