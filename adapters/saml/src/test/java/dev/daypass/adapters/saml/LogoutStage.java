package dev.daypass.adapters.saml;

import dev.daypass.core.identity.Attributes;
import dev.daypass.core.identity.AuthenticationContext;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.identity.Subject;
import dev.daypass.core.login.BrowserSession;
import dev.daypass.core.login.CarriedLogout;
import dev.daypass.core.login.LogoutMessage;
import dev.daypass.core.login.PendingLogout;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.SamlSettings;
import dev.daypass.core.secret.Secret;
import dev.daypass.testkit.saml.LogoutDesk;
import dev.daypass.testkit.saml.SamlKeys;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A stage on which logout messages go to and fro. */
final class LogoutStage implements AutoCloseable {
    static final String OURS = Broker.ISSUER + "/saml/corp/slo";
    static final String ALICE = "alice@corp.example.com";

    final Stage stage;
    final LogoutDesk desk;

    LogoutStage(Path folder) {
        this(folder, Keys.OTHER, Optional.of(Keys.OURS));
    }

    LogoutStage(Path folder, SamlKeys idp, Optional<SamlKeys> ours) {
        var requests = new SamlSettings.Requests(
                Optional.empty(),
                ours.map(keys -> Secret.of(keys.privateKeyPem() + keys.certificatePem())),
                false,
                List.of(),
                Optional.empty());
        stage = new Stage(
                folder,
                idp,
                base -> Broker.requesting(
                        Broker.decrypting(base, SamlSettings.Encryption.ALLOWED, Keys.OURS.privateKeyPem()), requests));
        desk = new LogoutDesk(stage.idp, Broker.CLOCK);
    }

    /** The metadata with logout services of one's own. */
    void services(String... services) {
        String honest = stage.idp.metadata();
        int from = honest.indexOf("<md:SingleLogoutService");
        int to = honest.indexOf("/>", from) + 2;
        var written = new StringBuilder();
        for (String service : services) {
            written.append("<md:SingleLogoutService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:")
                    .append(service);
        }
        stage.reload(honest.substring(0, from) + written + honest.substring(to));
    }

    String asking(String... sessions) {
        return desk.request(OURS, ALICE, List.of(sessions));
    }

    Outcome<LogoutMessage> read(CarriedLogout carried) {
        return readAt(carried, Broker.NOW);
    }

    Outcome<LogoutMessage> readAt(CarriedLogout carried, Instant now) {
        return stage.adapter.logoutMessages().read(stage.provider, carried, Broker.request(now));
    }

    Outcome<LogoutMessage> query(String raw) {
        return read(new CarriedLogout.Query(raw));
    }

    Outcome<LogoutMessage> posted(String message, String base64) {
        boolean response = LogoutDesk.field(message).equals("SAMLResponse");
        return read(new CarriedLogout.Form(
                response ? Optional.empty() : Optional.of(base64),
                response ? Optional.of(base64) : Optional.empty(),
                Optional.of("state")));
    }

    PendingLogout pending() {
        return new PendingLogout("relay-state-1", stage.provider.id(), "_request1", Broker.NOW.plusSeconds(300));
    }

    BrowserSession session(Optional<String> index) {
        var name = new Subject(
                "alice & <co>",
                Optional.of("urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"),
                new Subject.Qualifiers(Optional.of("urn:idp"), Optional.of("urn:sp")));
        var authentication = new AuthenticationContext(
                Optional.of(Broker.NOW), Optional.empty(), List.of(), index, Optional.empty());
        var identity = Identity.verified(
                stage.provider.id(),
                Broker.ENTITY,
                name,
                List.of(),
                Optional.empty(),
                Attributes.none(),
                authentication,
                "_a1");
        return new BrowserSession(
                "bs-1", identity, Broker.NOW, Broker.NOW, Broker.NOW, new BrowserSession.Device("127.0.0.1", ""));
    }

    static Reason reason(Outcome<LogoutMessage> outcome) {
        return outcome.refusal()
                .orElseThrow(() -> new AssertionError("was believed: " + outcome.value()))
                .reason();
    }

    @Override
    public void close() {
        stage.close();
    }
}
