package dev.daypass.server.sts;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Confidential;
import dev.daypass.server.http.Endpoint;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The STS over HTTP. */
public final class StsEndpoint implements Endpoint {
    /** Where it answers: the root, so that an endpoint URL without a path works, and two paths beside it. */
    public static final List<String> PATHS = List.of("/", "/sts", "/aws/sts");

    private final StsParser parser = new StsParser();
    private final SigV4 sigV4 = new SigV4();
    private final StsProtocol protocol = new StsProtocol();
    private final StsCore core;
    private final Supplier<Snapshot> snapshots;
    private final CallForm forms;

    /**
     * @param snapshots the configuration in force, read once a request
     * @param mostParameters how many parameters a call may have
     */
    public StsEndpoint(StsCore core, Supplier<Snapshot> snapshots, int mostParameters) {
        this.core = core;
        this.snapshots = snapshots;
        this.forms = new CallForm(mostParameters);
    }

    /** Its routes: POST with a form, GET for presigned calls. */
    public List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        for (String path : PATHS) {
            routes.add(new Route("GET", path, protocol, Route.Size.NONE, Route.Access.GUARDED, this));
            routes.add(new Route("POST", path, protocol, Route.Size.PROOF, Route.Access.GUARDED, this));
        }
        return routes;
    }

    @Override
    public Answer answer(Request request) {
        Request.Origin origin = request.origin();
        var context = new RequestContext(origin.correlationId(), origin.client(), origin.instant(), snapshots.get());
        Outcome<Call> call = forms.read(request.target().query()).then(query -> parameters(request, query)
                .then(parser::parse)
                .then(asked -> hidden(asked, request))
                .map(asked -> new Call(asked, query)));
        call.refusal().ifPresent(refusal -> auditShape(refusal, context));
        return call.then(parsed ->
                        parsed.asked().perform(new StsCall(core, context, () -> sigV4.read(request, parsed.query()))))
                .fold(
                        body -> Answer.ok(StsProtocol.CONTENT_TYPE, body),
                        refusal -> protocol.refusal(refusal, origin.correlationId()));
    }

    /** A call and the query it came with, which a signature covers. */
    private record Call(StsRequest asked, Form query) {}

    /** A call refused for its shape reaches no use case, so it is audited here. */
    private void auditShape(Refusal refusal, RequestContext context) {
        core.audit()
                .append(context.facts().put("request", "STS").refused(AuditEvent.Kind.REQUEST_AUTHENTICATION, refusal));
    }

    /** The call's parameters from body or query; in both at once they could contradict each other (T27). */
    private Outcome<Form> parameters(Request request, Form query) {
        boolean callInQuery = query.names().stream().anyMatch(name -> !SigV4.PRESIGNED.contains(name));
        if (request.body().size() == 0) {
            String call = query.names().isEmpty()
                    ? ""
                    : withoutSignature(request.target().query());
            return forms.read(call);
        }
        if (callInQuery) {
            return CallForm.malformed("parameters stand in the query and in the body");
        }
        return forms.inBody(request);
    }

    /**
     * URLs end up in logs and histories, and others may read what is not encrypted, so a password or ticket there is
     * refused, right or not.
     */
    private static Outcome<StsRequest> hidden(StsRequest asked, Request request) {
        if (!(asked instanceof StsRequest.AssumeRoleWithDirectory)) {
            return Outcome.granted(asked);
        }
        if (request.body().size() == 0) {
            return CallForm.malformed("passwords and tickets belong into the body of a POST");
        }
        return Confidential.problem(request.origin())
                .<Outcome<StsRequest>>map(Outcome::refused)
                .orElseGet(() -> Outcome.granted(asked));
    }

    private static String withoutSignature(String query) {
        return List.of(query.split("&")).stream()
                .filter(pair -> Form.decode(pair.split("=", 2)[0])
                        .filter(SigV4.PRESIGNED::contains)
                        .isEmpty())
                .collect(Collectors.joining("&"));
    }
}
