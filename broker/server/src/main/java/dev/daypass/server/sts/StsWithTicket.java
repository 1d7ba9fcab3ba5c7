package dev.daypass.server.sts;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.signin.Proof;
import dev.daypass.core.signin.SignedRequest;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Request;
import java.util.function.Supplier;

/**
 * {@code AssumeRoleWithDirectory} for an entrance whose path names the provider and whose header brings the ticket: the
 * form holds what remains, {@code RoleArn}, {@code DurationSeconds}, {@code Policy} and {@code PolicyArns}; {@code
 * Action} and {@code Version} may be left out. Answers and refusals are the STS's; the route's protocol is {@link
 * StsProtocol}. Safe for several threads.
 */
public final class StsWithTicket {
    private final DirectoryParser parser = new DirectoryParser();
    private final StsProtocol protocol = new StsProtocol();
    private final StsCore core;
    private final Supplier<Snapshot> snapshots;
    private final CallForm forms;

    /**
     * @param snapshots the configuration in force, read once a request
     * @param mostParameters how many parameters a call may have
     */
    public StsWithTicket(StsCore core, Supplier<Snapshot> snapshots, int mostParameters) {
        this.core = core;
        this.snapshots = snapshots;
        this.forms = new CallForm(mostParameters);
    }

    /** Takes the role for whoever the ticket proves. */
    public Answer answer(Request request, ProviderId provider, Proof.KerberosTicket ticket) {
        Request.Origin origin = request.origin();
        var context = new RequestContext(origin.correlationId(), origin.client(), origin.instant(), snapshots.get());
        Outcome<StsRequest> asked = form(request, provider, ticket);
        asked.refusal().ifPresent(refusal -> auditShape(refusal, context));
        return asked.then(parsed -> parsed.perform(new StsCall(core, context, StsWithTicket::unsigned)))
                .fold(
                        body -> Answer.ok(StsProtocol.CONTENT_TYPE, body),
                        refusal -> protocol.refusal(refusal, origin.correlationId()));
    }

    private Outcome<StsRequest> form(Request request, ProviderId provider, Proof.KerberosTicket ticket) {
        return request.target().query().isEmpty()
                ? forms.inBody(request).then(form -> parser.parse(form, provider, ticket))
                : CallForm.malformed("parameters belong into the body");
    }

    private static Outcome<SignedRequest> unsigned() {
        return CallForm.malformed("a ticket needs no signature");
    }

    private void auditShape(Refusal refusal, RequestContext context) {
        core.audit()
                .append(context.facts().put("request", "STS").refused(AuditEvent.Kind.REQUEST_AUTHENTICATION, refusal));
    }
}
