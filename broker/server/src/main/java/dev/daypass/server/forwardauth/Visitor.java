package dev.daypass.server.forwardauth;

import dev.daypass.core.application.ForwardedSite;
import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.login.SitePassages;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.session.Session;
import dev.daypass.core.signin.Caller;
import dev.daypass.core.signin.RequestAuthenticator;
import dev.daypass.core.signin.SignedRequest;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.server.http.Form;
import dev.daypass.server.oauth.TokenBearer;
import dev.daypass.server.sts.SigV4;
import java.util.Optional;
import java.util.Set;

/** Finds out who makes the original request: whoever holds its access token, has signed it, or was let in before. */
final class Visitor {
    private static final int MOST_PARAMETERS = 256;
    /** SHA-256 of nothing. */
    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS", "DELETE");

    private final SigV4 sigV4 = new SigV4();
    private final TokenBearer tokens;
    private final RequestAuthenticator signatures;
    private final SitePassages passages;
    private final AuditSink audit;

    Visitor(TokenBearer tokens, RequestAuthenticator signatures, SitePassages passages, AuditSink audit) {
        this.tokens = tokens;
        this.signatures = signatures;
        this.passages = passages;
        this.audit = audit;
    }

    /**
     * Who it is.
     *
     * @param request with the keys that were proven
     * @param signedBody the hash that the site has to compare the body with
     */
    record Known(Caller caller, RequestContext request, Optional<String> signedBody) {}

    Outcome<Known> of(OriginalRequest original, ForwardedSite site, RequestContext context) {
        if (TokenBearer.isPresent(original.request())) {
            return tokens.authenticate(original.request(), original.uri(), context)
                    .then(proven -> told(proven.token().madeFor(site), context)
                            .map(token -> new Known(proven.caller(), proven.request(), Optional.empty())));
        }
        if (!original.bringsProof()) {
            return told(letIn(original, site, context), context)
                    .map(session -> new Known(new Caller.SessionHolder(session), context, Optional.empty()));
        }
        return told(
                        Form.read(original.request().target().query(), MOST_PARAMETERS)
                                .then(query -> sigV4.readUnseen(original.request(), query))
                                .then(signed -> signedBody(original, site).map(hash -> new Signed(signed, hash))),
                        context)
                .then(signed -> signatures
                        .authenticate(signed.request(), context)
                        .map(caller -> new Known(caller, context, Optional.of(signed.body()))));
    }

    /** The cookie's session. The query is the site's alone: it may be no form. */
    private Outcome<Session> letIn(OriginalRequest original, ForwardedSite site, RequestContext context) {
        return SiteDoor.shown(original, site)
                .map(cookie -> passages.session(cookie, site, context))
                .orElseGet(() -> Outcome.refused(
                        Reason.SIGNATURE_ABSENT,
                        "Request is missing Authentication Token",
                        "no token, signature or cookie"));
    }

    /** A signed request and the hash of the body that was signed. */
    private record Signed(SignedRequest request, String body) {}

    /** T27: nobody here sees the body, so a signature says nothing about it unless the site compares. */
    private static Outcome<String> signedBody(OriginalRequest original, ForwardedSite site) {
        String claimed =
                original.request().headers().only("x-amz-content-sha256").orElse(EMPTY);
        boolean none = claimed.equals(EMPTY) && WITHOUT_BODY.contains(original.method());
        return none || site.signedBodies() == ForwardedSite.SignedBodies.COMPARED_BY_SITE
                ? Outcome.granted(claimed)
                : Outcome.refused(
                        Reason.REQUEST_SIGNATURE_MISMATCH,
                        "A signed request with a body is not taken here; use an access token",
                        "T27: nobody compares the body of `" + original.method() + "` with the signed hash");
    }

    private <T> Outcome<T> told(Outcome<T> outcome, RequestContext context) {
        outcome.refusal()
                .ifPresent(refusal -> audit.append(context.facts()
                        .put("request", "forward-auth")
                        .refused(AuditEvent.Kind.REQUEST_AUTHENTICATION, refusal)));
        return outcome;
    }
}
