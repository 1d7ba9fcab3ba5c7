package dev.daypass.server.oauth;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.grant.ClientCall;
import dev.daypass.core.grant.ClientSession;
import dev.daypass.core.grant.Renewed;
import dev.daypass.core.grant.Subject;
import dev.daypass.core.grant.SubjectTokens;
import dev.daypass.core.outcome.Outcome;
import java.util.Optional;

/** What the token endpoint does for a client that has proven itself, grant by grant (RFC 6749 section 1.3, RFC 8693). */
final class TokenGrants {
    private final TokenEndpoint.Grants grants;
    private final AuditSink audit;

    TokenGrants(TokenEndpoint.Grants grants, AuditSink audit) {
        this.grants = grants;
        this.audit = audit;
    }

    /** A new session, or the next one of a refresh token. */
    Outcome<Renewed> of(TokenRequest asked, ClientCall call) {
        return told(call, AccessKeyGate.unbound(asked, call.binding())).then(binding -> granted(asked, call));
    }

    private Outcome<Renewed> granted(TokenRequest asked, ClientCall call) {
        if (asked instanceof TokenRequest.Refresh refresh) {
            return grants.refresh().refresh(call, refresh.token());
        }
        return session(asked, call).then(granted -> grants.refresh().begin(call, granted));
    }

    private Outcome<ClientSession> session(TokenRequest asked, ClientCall call) {
        if (asked instanceof TokenRequest.Exchange exchange) {
            return exchanged(exchange, call);
        }
        return asked instanceof TokenRequest.Directory directory
                ? grants.client().password(call, directory.proof(), directory.provider())
                : grants.client().service(call);
    }

    private Outcome<ClientSession> exchanged(TokenRequest.Exchange asked, ClientCall call) {
        return grants.client()
                .admit(call, asked.subject().type(), asked.actor().map(TokenRequest.HandedIn::type))
                .then(client -> subject(asked.subject(), call))
                .then(subject -> told(call, AccessKeyGate.own(asked, subject, call.client())))
                .then(subject ->
                        actor(asked, call).then(actor -> grants.client().exchange(call, subject, actor)));
    }

    private Outcome<Optional<Subject>> actor(TokenRequest.Exchange asked, ClientCall call) {
        return asked.actor()
                .map(actor -> subject(actor, call).map(Optional::of))
                .orElseGet(() -> Outcome.granted(Optional.empty()));
    }

    private Outcome<Subject> subject(TokenRequest.HandedIn token, ClientCall call) {
        SubjectTokens subjects = grants.subjects();
        String text = token.token().reveal();
        return token.provider()
                .map(provider -> subjects.ticket(text, provider))
                .orElseGet(() -> subjects.read(token.type(), text, call.request()));
    }

    /** Has the audit told of a refusal. */
    <T> Outcome<T> told(ClientCall call, Outcome<T> outcome) {
        outcome.refusal()
                .ifPresent(refusal -> audit.append(call.request()
                        .facts()
                        .put("client", call.client().clientId())
                        .put("grant", call.grant().word())
                        .refused(AuditEvent.Kind.CLIENT_GRANT, refusal)));
        return outcome;
    }
}
