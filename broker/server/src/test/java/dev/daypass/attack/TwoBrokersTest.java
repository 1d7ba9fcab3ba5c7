package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.audit.AuditVerification;
import dev.daypass.server.http.HeaderLines;
import dev.daypass.server.sts.Signed;
import dev.daypass.server.wiring.Broker;
import dev.daypass.server.wiring.BrokerRefused;
import dev.daypass.server.wiring.DirectoryConfiguration;
import dev.daypass.server.wiring.Surroundings;
import dev.daypass.testkit.jwt.SigningKeys;
import dev.daypass.testkit.jwt.TokenIssuer;
import dev.daypass.testkit.kerberos.ServiceKey;
import dev.daypass.testkit.saml.HonestIdentityProvider;
import dev.daypass.testkit.saml.LogoutDesk;
import dev.daypass.testkit.saml.ResponseSpec;
import dev.daypass.testkit.saml.SamlKeys;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two brokers on one PostgreSQL, asked over HTTP: what one issues, spends and ends, the other one knows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TwoBrokersTest {
    private static final Duration WITHIN = Duration.ofSeconds(1);
    private static final SamlKeys IDP_KEYS = SamlKeys.rsa();

    private final Clock clock = Clock.systemUTC();
    private final HonestIdentityProvider idp =
            new HonestIdentityProvider("https://idp.example.com/metadata", IDP_KEYS, clock);
    private final TokenIssuer issuer = TokenIssuer.start(clock, SigningKeys.RSA);
    private final CorpDirectory corp = CorpDirectory.start();
    private final EmbeddedPostgres database;
    private final Broker one;
    private final Broker two;

    TwoBrokersTest(@TempDir Path directory) throws IOException, BrokerRefused {
        database = EmbeddedPostgres.builder().start();
        one = start(directory.resolve("one"));
        two = start(directory.resolve("two"));
    }

    private Broker start(Path directory) throws IOException, BrokerRefused {
        Files.createDirectories(directory);
        var places = Map.of(
                "DIRECTORY", directory.toString(),
                "ISSUER", issuer.issuer(),
                "LDAP", corp.url(),
                "HOST", URI.create(issuer.issuer()).getAuthority());
        ServiceKey.writeKeytab(
                directory.resolve("http.keytab"),
                ServiceKey.aes256("HTTP/broker.example.com", "CORP.EXAMPLE.COM", 1, new SecureRandom()));
        var ground = new Ground(directory, places, idp.metadata());
        String url = "jdbc:postgresql://localhost:" + database.getPort() + "/postgres";
        ground.edit(
                "daypass.yaml",
                "store: jdbc:h2:file:" + directory + "/data/daypass",
                "store: { url: \"" + url + "\", user: postgres }");
        // Brokers on one machine and database are told apart by their ports.
        ground.edit("daypass.yaml", "port: 0", "port: " + freePort());
        var configuration =
                new DirectoryConfiguration(directory, name -> Optional.ofNullable(AttackedBroker.ENVIRONMENT.get(name))
                        .or(() -> Clients.secret(name)));
        return Broker.start(configuration, Surroundings.ofProcess());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @AfterAll
    void stop() throws IOException {
        for (Broker broker : new Broker[] {one, two}) {
            assertTrue(broker.verifyAudit().values().stream().allMatch(AuditVerification.Report::holds));
            broker.close();
        }
        issuer.close();
        corp.close();
        database.close();
    }

    @Test
    void sessionIssuedAtOneIsAcceptedAtTheOther() {
        assertEquals(200, whoAmI(two, session(one)).status());
        assertEquals(200, whoAmI(one, session(two)).status());
    }

    @Test
    void s69ResponseSpentAtOneIsRefusedAtTheOther() {
        Map<String, String> call = AttackedBroker.withSaml(response());
        assertEquals(200, sts(one, call).status());
        Wire.Reply replayed = sts(two, call);
        Refused.inForm(replayed);
        assertEquals("InvalidIdentityToken", replayed.code(), replayed::toString);
        assertEquals(200, sts(two, AttackedBroker.withSaml(response())).status());
    }

    @Test
    void w33SessionRevokedAtOneIsRefusedAtTheOtherWithinASecond() {
        Signed.Keys ended = session(one);
        Signed.Keys sibling = session(one);
        assertEquals(200, whoAmI(two, ended).status());
        assertEquals(
                200,
                admin(one, "/api/v1/sessions/" + ended.id() + "/revoke", "{}").status());
        refusedInTime(two, ended);
        refusedInTime(one, ended);
        assertEquals(200, whoAmI(two, sibling).status());
    }

    @Test
    void w33SessionChainedAtOneEndsWithTheRoleRevokedAtTheOther() {
        Signed.Keys parent = session(one);
        Signed.Keys child = credentials(Wire.send(
                one.port(), Signed.post(Wire.form(AttackedBroker.assuming("Chained")), parent.at(clock.instant()))));
        assertEquals(200, whoAmI(one, child).status());
        assertEquals(
                200, admin(two, "/api/v1/roles/prod/Federated/revoke", "{}").status());
        refusedInTime(one, child);
        refusedInTime(one, parent);
        assertEquals(200, whoAmI(one, session(two)).status());
    }

    /** Every one of these was made before its provider signed the person out. */
    @Test
    void w33LogoutToldToOneAppliesToWhatArrivesAtTheOtherWithinASecond() {
        var kept = Stream.generate(this::response).limit(300).toList().iterator();
        var desk = new LogoutDesk(idp, clock);
        String logout = desk.request("https://broker.example.com/saml/corp/slo", "alice@corp.example.com", List.of());
        Wire.Reply told = Wire.get(one.port(), "/saml/corp/slo?" + desk.query(logout, Optional.empty()), List.of());
        assertEquals(303, told.status(), told::toString);
        Instant deadline = clock.instant().plus(WITHIN);
        Wire.Reply reply = sts(one, AttackedBroker.withSaml(kept.next()));
        assertEquals("InvalidIdentityToken", reply.code(), "where it was told it applies at once");
        do {
            reply = sts(two, AttackedBroker.withSaml(kept.next()));
        } while (reply.status() == 200 && clock.instant().isBefore(deadline));
        Refused.inForm(reply);
        assertEquals("InvalidIdentityToken", reply.code(), reply::toString);
        assertEquals(200, sts(two, AttackedBroker.withSaml(response())).status(), "signed in anew");
    }

    /** Asks until refused; every answer until then must be a whole one. */
    private void refusedInTime(Broker broker, Signed.Keys keys) {
        Instant deadline = clock.instant().plus(WITHIN);
        Wire.Reply reply = whoAmI(broker, keys);
        while (reply.status() == 200 && clock.instant().isBefore(deadline)) {
            reply = whoAmI(broker, keys);
        }
        Refused.inForm(reply);
        assertEquals("InvalidClientTokenId", reply.code(), reply::toString);
    }

    private String response() {
        return idp.response(
                ResponseSpec.to("https://broker.example.com", "corp").attribute("department", "R&D"));
    }

    private Signed.Keys session(Broker broker) {
        return credentials(sts(broker, AttackedBroker.withSaml(response())));
    }

    private Signed.Keys credentials(Wire.Reply reply) {
        assertEquals(200, reply.status(), reply::toString);
        return new Signed.Keys(
                reply.element("AccessKeyId"),
                reply.element("SecretAccessKey"),
                Optional.of(reply.element("SessionToken")),
                clock.instant());
    }

    private static Wire.Reply sts(Broker broker, Map<String, String> call) {
        return Wire.post(broker.port(), Wire.form(call));
    }

    private Wire.Reply whoAmI(Broker broker, Signed.Keys keys) {
        String call = Wire.form(AttackedBroker.call("GetCallerIdentity"));
        return Wire.send(broker.port(), Signed.post(call, keys.at(clock.instant())));
    }

    private static Wire.Reply admin(Broker broker, String path, String body) {
        var authorization = new HeaderLines.Line("Authorization", "Bearer " + AttackedBroker.ADMIN_TOKEN);
        return Wire.post(broker.port(), path, "application/json", List.of(authorization), body);
    }
}
