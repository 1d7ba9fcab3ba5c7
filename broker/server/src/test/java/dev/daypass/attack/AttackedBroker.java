package dev.daypass.attack;

import dev.daypass.core.audit.AuditVerification;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.server.http.HeaderLines;
import dev.daypass.server.sts.Signed;
import dev.daypass.server.wiring.AuditInspection;
import dev.daypass.server.wiring.Broker;
import dev.daypass.server.wiring.BrokerRefused;
import dev.daypass.server.wiring.DirectoryConfiguration;
import dev.daypass.server.wiring.Surroundings;
import dev.daypass.testkit.jwt.CodeFlow;
import dev.daypass.testkit.jwt.Forge;
import dev.daypass.testkit.jwt.SigningKeys;
import dev.daypass.testkit.jwt.TokenIssuer;
import dev.daypass.testkit.kerberos.ServiceKey;
import dev.daypass.testkit.kerberos.TicketDraft;
import dev.daypass.testkit.saml.HonestIdentityProvider;
import dev.daypass.testkit.saml.LogoutDesk;
import dev.daypass.testkit.saml.ResponseSpec;
import dev.daypass.testkit.saml.SamlKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A whole broker on a loopback port with its identity providers, and what an attacker or an honest client does to it. */
final class AttackedBroker implements AutoCloseable {
    static final String ACCOUNT = "arn:daypass:iam::111122223333:";
    /** An attribute value that must stand in no output. */
    static final String MARK = "attribute-value-7f3a9c";

    static final String ADMIN_TOKEN = "the-admin-token-of-the-attacks-01";
    static final String ALICE_SECRET = "alices-long-term-secret-key-of-40-chars!";
    static final byte[] ENCRYPTION = "thirty-two bytes to wrap keys!!!".getBytes(StandardCharsets.US_ASCII);

    static final SamlKeys IDP_KEYS = SamlKeys.rsa();
    static final SamlKeys OUR_KEYS = SamlKeys.rsa();
    static final Map<String, String> ENVIRONMENT = Map.of(
            "ADMIN",
            ADMIN_TOKEN,
            "ALICE",
            ALICE_SECRET,
            "BOB",
            "bobs-long-term-secret-key-of-forty-chars",
            "EVE",
            "eves-long-term-secret-key-of-forty-chars",
            "LDAP",
            CorpDirectory.BROKER_PASSWORD,
            "ENCRYPTION",
            Base64.getEncoder().encodeToString(ENCRYPTION),
            "DECRYPTION",
            OUR_KEYS.privateKeyPem(),
            "SIGNING",
            OUR_KEYS.privateKeyPem() + OUR_KEYS.certificatePem());

    final SteppedClock clock = new SteppedClock();
    final HonestIdentityProvider idp = new HonestIdentityProvider("https://idp.example.com/metadata", IDP_KEYS, clock);
    final LogoutDesk desk = new LogoutDesk(idp, clock);
    final TokenIssuer issuer = TokenIssuer.start(clock, SigningKeys.RSA, SigningKeys.EC);
    final CodeFlow flow = CodeFlow.at(issuer);
    final Forge forge = Forge.of(issuer, SigningKeys.RSA, SigningKeys.EC);
    final CorpDirectory corp = CorpDirectory.start();
    final ServiceKey service = ServiceKey.aes256("HTTP/broker.example.com", "CORP.EXAMPLE.COM", 1, new SecureRandom());
    final Ground ground;
    final AuditTrail audit;
    private Broker broker;
    private Holdings.Ledger ledger;

    private AttackedBroker(Path directory) throws IOException, BrokerRefused, SQLException {
        var places = Map.of(
                "DIRECTORY", directory.toString(),
                "ISSUER", issuer.issuer(),
                "LDAP", corp.url(),
                "HOST", URI.create(issuer.issuer()).getAuthority());
        ServiceKey.writeKeytab(directory.resolve("http.keytab"), service);
        ground = new Ground(directory, places, idp.metadata());
        audit = new AuditTrail(directory.resolve("audit/audit.jsonl"));
        broker = begin();
        ledger = new Holdings.Ledger(directory.resolve("data/daypass"));
    }

    /** Starts one on a fresh directory. */
    static AttackedBroker start(Path directory) {
        try {
            return new AttackedBroker(directory);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        } catch (BrokerRefused e) {
            throw new IllegalStateException(e.findings().toString(), e);
        }
    }

    private Broker begin() throws BrokerRefused {
        return Broker.start(configuration(), new Surroundings(clock, System::nanoTime, new SecureRandom()));
    }

    /** Stops it and starts it again on the same files. */
    void restart() throws BrokerRefused, SQLException {
        ledger.close();
        broker.close();
        broker = begin();
        ledger = new Holdings.Ledger(ground.directory().resolve("data/daypass"));
    }

    int port() {
        return broker.port();
    }

    Holdings holdings() {
        return ledger.look();
    }

    /** Changes the configuration in force. */
    void reconfigure(String file, String from, String to) {
        try {
            ground.edit(file, from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reload();
    }

    /** Changes a file by a pattern, for the next reload. */
    void rewrite(String file, String pattern, String to) {
        try {
            ground.rewrite(file, pattern, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void restoreConfiguration() {
        try {
            ground.restore();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reload();
    }

    void reload() {
        Outcome<Object> outcome = broker.reload("test");
        if (outcome.refusal().isPresent()) {
            throw new IllegalStateException(outcome.refusal().get().toString());
        }
    }

    /** What an honest Response says: enough for the role, and something private. */
    ResponseSpec spec() {
        return ResponseSpec.to("https://broker.example.com", "corp")
                .attribute("department", "R&D")
                .attribute("note", MARK);
    }

    String response() {
        return idp.response(spec());
    }

    String token() {
        return issuer.token().claim("note", MARK).signedBy(SigningKeys.RSA);
    }

    static Map<String, String> withSaml(String response) {
        return withSaml(response, "Federated");
    }

    static Map<String, String> withSaml(String response, String role) {
        Map<String, String> call = call("AssumeRoleWithSAML");
        call.put("RoleArn", ACCOUNT + "role/" + role);
        call.put("PrincipalArn", ACCOUNT + "saml-provider/corp");
        call.put("SAMLAssertion", response);
        return call;
    }

    static Map<String, String> withToken(String token) {
        return withToken(token, "Federated");
    }

    static Map<String, String> withToken(String token, String role) {
        Map<String, String> call = call("AssumeRoleWithWebIdentity");
        call.put("RoleArn", ACCOUNT + "role/" + role);
        call.put("RoleSessionName", "alice");
        call.put("WebIdentityToken", token);
        return call;
    }

    static Map<String, String> withPassword(String name, String password) {
        return withPassword(name, password, "Federated");
    }

    static Map<String, String> withPassword(String name, String password, String role) {
        Map<String, String> call = call("AssumeRoleWithDirectory");
        call.put("RoleArn", ACCOUNT + "role/" + role);
        call.put("ProviderArn", ACCOUNT + "directory/corp-ldap");
        call.put("Username", name);
        call.put("Password", password);
        return call;
    }

    /** A fresh ticket of alice's; the platform that opens it looks at the machine's clock. */
    TicketDraft ticket() {
        return TicketDraft.of("alice", service, Instant.now());
    }

    static Map<String, String> withTicket(String ticket) {
        Map<String, String> call = call("AssumeRoleWithDirectory");
        call.put("RoleArn", ACCOUNT + "role/Federated");
        call.put("ProviderArn", ACCOUNT + "directory/corp-ldap");
        call.put("KerberosTicket", ticket);
        return call;
    }

    /** Takes the role at the entrance of signed-in workstations. */
    Wire.Reply negotiate(String ticket) {
        var shown = new HeaderLines.Line("Authorization", "Negotiate " + ticket);
        String form = Wire.form(Map.of("RoleArn", ACCOUNT + "role/Federated"));
        return Wire.post(port(), "/kerberos/corp-ldap/login", Wire.FORM, List.of(shown), form);
    }

    static Map<String, String> assuming(String role) {
        Map<String, String> call = call("AssumeRole");
        call.put("RoleArn", ACCOUNT + "role/" + role);
        call.put("RoleSessionName", "alice");
        return call;
    }

    static Map<String, String> call(String action) {
        Map<String, String> call = new LinkedHashMap<>();
        call.put("Action", action);
        call.put("Version", "2011-06-15");
        return call;
    }

    Wire.Reply sts(Map<String, String> call) {
        return Wire.post(port(), Wire.form(call));
    }

    Wire.Reply sts(Map<String, String> call, Signed.Keys keys) {
        return Wire.send(port(), Signed.post(Wire.form(call), keys.at(clock.instant())));
    }

    Wire.Reply whoAmI(Signed.Keys keys) {
        return sts(call("GetCallerIdentity"), keys);
    }

    /** Asks for a decision about the caller itself. */
    Wire.Reply evaluate(Signed.Keys keys, String action, String context) {
        String body = "{\"action\":{\"name\":\"" + action + "\"},\"resource\":{\"type\":\"arn\",\"id\":\"*\"}"
                + (context.isEmpty() ? "" : ",\"context\":" + context) + "}";
        return Wire.send(port(), Signed.json("/access/v1/evaluation", body, keys.at(clock.instant()), "daypass"));
    }

    Wire.Reply admin(String path, String body) {
        var authorization = new HeaderLines.Line("Authorization", "Bearer " + ADMIN_TOKEN);
        return Wire.post(port(), path, "application/json", List.of(authorization), body);
    }

    Wire.Reply metrics() {
        return Wire.get(port(), "/metrics", List.of());
    }

    Signed.Keys alice() {
        return longTerm("AKIAALICE23456723456", "ALICE");
    }

    Signed.Keys bob() {
        return longTerm("AKIABOBBY23456723456", "BOB");
    }

    Signed.Keys eve() {
        return longTerm("AKIAEVEEE23456723456", "EVE");
    }

    private Signed.Keys longTerm(String id, String secret) {
        return new Signed.Keys(id, ENVIRONMENT.getOrDefault(secret, ""), Optional.empty(), clock.instant());
    }

    /** The credentials in an answer, which must have some. */
    Signed.Keys credentials(Wire.Reply reply) {
        if (reply.status() != 200) {
            throw new AssertionError("no credentials: " + reply);
        }
        return new Signed.Keys(
                reply.element("AccessKeyId"),
                reply.element("SecretAccessKey"),
                Optional.of(reply.element("SessionToken")),
                clock.instant());
    }

    /** A session of the role, by a fresh Response. */
    Signed.Keys session() {
        return credentials(sts(withSaml(response())));
    }

    /** Stops everything; by then the audit must hold in each of its places, seals included (W31). */
    @Override
    public void close() {
        try {
            ledger.close();
            broker.close();
            Map<String, AuditVerification.Report> reports = AuditInspection.of(configuration());
            if (reports.size() != 2 || !reports.values().stream().allMatch(AuditVerification.Report::holds)) {
                throw new AssertionError("the audit does not hold: " + reports);
            }
        } catch (SQLException | IOException | BrokerRefused e) {
            throw new IllegalStateException(e);
        } finally {
            corp.close();
            issuer.close();
        }
    }

    DirectoryConfiguration configuration() {
        return new DirectoryConfiguration(ground.directory(), name -> Optional.ofNullable(ENVIRONMENT.get(name))
                .or(() -> Clients.secret(name)));
    }
}
