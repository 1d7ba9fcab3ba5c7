package dev.daypass.server.wiring;

import dev.daypass.core.identity.Attributes;
import dev.daypass.core.policy.AccessRequest;
import dev.daypass.core.policy.ConditionContext;
import dev.daypass.core.policy.PolicyEvaluator;
import dev.daypass.core.policy.PolicySet;
import dev.daypass.core.policy.Requester;
import dev.daypass.core.role.Role;
import dev.daypass.core.session.Session;
import dev.daypass.core.session.SessionLabels;
import dev.daypass.core.session.SessionLineage;
import dev.daypass.core.session.SessionOrigin;
import dev.daypass.core.session.SessionOwner;
import dev.daypass.core.session.SessionPolicies;
import dev.daypass.core.session.SessionTokens;
import dev.daypass.core.signin.Proof;
import dev.daypass.core.signin.ProofReader;
import dev.daypass.core.snapshot.Snapshot;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Walks the paths of an exchange on messages of its own: proofs are read but verified by nobody, a policy is asked, a
 * session that no store knows is sealed and opened, so that the first requests do not pay for loading and compiling. Grants, spends, stores and audits nothing, and needs no network.
 */
final class Rehearsals implements Runnable {
    private static final int ROUNDS = 300;
    private static final String RESPONSE = "<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\""
            + " xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"_rehearsal\" Version=\"2.0\""
            + " IssueInstant=\"2026-01-01T00:00:00Z\"><saml:Issuer>urn:daypass:rehearsal</saml:Issuer>"
            + "<samlp:Status><samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"/></samlp:Status>"
            + "<saml:Assertion ID=\"_rehearsed\" Version=\"2.0\" IssueInstant=\"2026-01-01T00:00:00Z\">"
            + "<saml:Issuer>urn:daypass:rehearsal</saml:Issuer><saml:AttributeStatement>"
            + "<saml:Attribute Name=\"groups\"><saml:AttributeValue>rehearsal</saml:AttributeValue></saml:Attribute>"
            + "</saml:AttributeStatement></saml:Assertion></samlp:Response>";

    private final List<ProofReader> readers;
    private final SessionTokens tokens;
    private final Snapshot snapshot;
    private final PolicyEvaluator evaluator = new PolicyEvaluator();

    Rehearsals(List<ProofReader> readers, SessionTokens tokens, Snapshot snapshot) {
        this.readers = readers;
        this.tokens = tokens;
        this.snapshot = snapshot;
    }

    @Override
    public void run() {
        Optional<Role> role = snapshot.roles().stream().findFirst();
        for (int round = 0; round < ROUNDS; round++) {
            for (ProofReader reader : readers) {
                rehearsed(reader.kind()).ifPresent(reader::read);
            }
            role.ifPresent(this::rehearse);
        }
    }

    /** Passwords cost nothing worth warming, and a ticket is read with the keys of its service only. */
    private static Optional<Proof> rehearsed(Proof.Kind kind) {
        return switch (kind) {
            case SAML_RESPONSE -> Optional.of(response());
            case JWT -> Optional.of(token());
            case PASSWORD, KERBEROS_TICKET -> Optional.empty();
        };
    }

    private void rehearse(Role role) {
        Session session = session(role);
        tokens.issue(session)
                .value()
                .ifPresent(credentials ->
                        tokens.open(session.id(), credentials.sessionToken().reveal()));
        var requester = Requester.roleSession(
                role.account(), session.owner().arn().toString(), role.arn().toString(), role.uniqueId());
        evaluator.decide(
                PolicySet.identity(role.permissions().policies()),
                new AccessRequest(requester, "daypass:Rehearse", "*", ConditionContext.empty()));
    }

    private Session session(Role role) {
        return new Session(
                "ASIAREHEARSAL0000000",
                Instant.EPOCH,
                Instant.EPOCH,
                new SessionOwner(
                        SessionOwner.Kind.ROLE,
                        role.reference(),
                        role.uniqueId(),
                        snapshot.partition().assumedRole(role.account(), role.name(), "rehearsal")),
                new SessionLabels("rehearsal", Map.of(), Set.of(), Optional.empty()),
                SessionPolicies.none(),
                new SessionOrigin(Optional.empty(), "rehearsal", Attributes.none(), Map.of()),
                SessionLineage.root(Optional.empty()));
    }

    /** A Response of the right form, signed by nobody. */
    static Proof response() {
        return new Proof.SamlResponse(base64(Base64.getEncoder(), RESPONSE));
    }

    /** A token of the right form with a signature of zeros. */
    static Proof token() {
        Base64.Encoder url = Base64.getUrlEncoder().withoutPadding();
        return new Proof.Jwt(base64(url, "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"rehearsal\"}")
                + "."
                + base64(url, "{\"iss\":\"urn:daypass:rehearsal\",\"sub\":\"rehearsal\",\"aud\":\"daypass\",\"exp\":1}")
                + "."
                + url.encodeToString(new byte[256]));
    }

    private static String base64(Base64.Encoder encoder, String text) {
        return encoder.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
