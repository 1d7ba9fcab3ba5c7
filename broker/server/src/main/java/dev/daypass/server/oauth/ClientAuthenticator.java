package dev.daypass.server.oauth;

import dev.daypass.core.application.Application;
import dev.daypass.core.application.ClientAuthentication;
import dev.daypass.core.application.ClientAuthentication.Method;
import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.signin.ReplayStore;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.Request;
import java.util.Optional;

/**
 * Finds out which client calls (RFC 6749 section 2.3, RFC 7523, RFC 8705). A client has one way to prove itself, and no
 * other is taken from it. Unknown, disabled and wrong answer alike and take the same time.
 *
 * <p>An accepted proof leaves no audit entry of its own, since what follows does; a refused one does. Safe for several
 * threads.
 */
public final class ClientAuthenticator {
    private static final Secret NOBODYS = Secret.of("equal time for clients that are not there");

    private final ClientAssertions assertions;
    private final ClientCertificateCheck certificates = new ClientCertificateCheck();
    private final AuditSink audit;

    public ClientAuthenticator(ReplayStore replays, AuditSink audit) {
        this.assertions = new ClientAssertions(replays);
        this.audit = audit;
    }

    /** The client, or why the request proves none. */
    public Outcome<Application> authenticate(Request request, Form form, RequestContext context) {
        Outcome<PresentedClient> presented = PresentedClient.of(request, form);
        Outcome<Application> outcome = presented.then(shown -> proven(shown, request, context));
        outcome.refusal()
                .ifPresent(refusal -> audit.append(context.facts()
                        .put(
                                "client",
                                presented.value().map(PresentedClient::id).orElse("-"))
                        .refused(AuditEvent.Kind.CLIENT_AUTHENTICATION, refusal)));
        return outcome;
    }

    private Outcome<Application> proven(PresentedClient shown, Request request, RequestContext context) {
        Optional<Application> known = context.snapshot().application(shown.id()).filter(Application::enabled);
        if (known.isEmpty()) {
            shown.secret().ifPresent(secret -> NOBODYS.matches(secret.reveal()));
            return failed(Reason.CLIENT_UNKNOWN, "O20: no enabled client `" + shown.id() + "`");
        }
        Application client = known.get();
        if (!shown.canBe(client.authentication().method())) {
            return failed(
                    Reason.CLIENT_AUTHENTICATION_FAILED,
                    "O20: client `" + client.clientId() + "` uses `"
                            + client.authentication().method().word() + "` and no other method");
        }
        return problem(client, shown, request, context)
                .<Outcome<Application>>map(detail -> failed(Reason.CLIENT_AUTHENTICATION_FAILED, detail))
                .orElseGet(() -> Outcome.granted(client));
    }

    /** What is wrong with the proof, if anything. */
    private Optional<String> problem(
            Application client, PresentedClient shown, Request request, RequestContext context) {
        ClientAuthentication configured = client.authentication();
        if (configured instanceof ClientAuthentication.SharedSecret shared) {
            boolean matches = shown.secret()
                    .filter(secret -> shared.secret().matches(secret.reveal()))
                    .isPresent();
            return matches ? Optional.empty() : Optional.of("O20: the secret is not the client's");
        }
        if (configured instanceof ClientAuthentication.PrivateKeyJwt keys) {
            return assertions.problem(shown.assertion().orElseThrow(), client.clientId(), keys.jwks(), context);
        }
        if (configured.method() == Method.NONE) {
            return Optional.empty();
        }
        return request.origin()
                .certificate()
                .map(certificate -> certificates.problem(certificate, configured, context.instant()))
                .orElseGet(() -> Optional.of("O27: no client certificate"));
    }

    private static <T> Outcome<T> failed(Reason reason, String detail) {
        return Outcome.refused(reason, "Client authentication failed", detail);
    }
}
