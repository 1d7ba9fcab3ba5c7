package dev.daypass.server.portal;

import dev.daypass.core.administration.AdminAction;
import dev.daypass.core.administration.AdminObject;
import dev.daypass.core.administration.Administration;
import dev.daypass.core.administration.Administrator;
import dev.daypass.core.login.ReturnTarget;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Endpoint;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.Protocol;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;
import dev.daypass.server.portal.view.Forbidden;
import dev.daypass.server.portal.view.Shell;
import dev.daypass.server.portal.view.Words;
import dev.daypass.server.signin.Browsers;
import dev.daypass.server.signin.SignedIn;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * Stands before every page of the administration: who is not signed in signs in, who may not is told which permission is
 * missing and which role would give it, and a form is one of ours. Safe for several threads.
 */
final class AdministrationGate {
    private static final String SAID = "said";

    private final Browsers browsers;
    private final Administration administration;
    private final Frame frame;
    private final RefusalPages refusals;

    AdministrationGate(Browsers browsers, Administration administration, Frame frame) {
        this.browsers = browsers;
        this.administration = administration;
        this.frame = frame;
        this.refusals = new RefusalPages(frame);
    }

    /**
     * Somebody who may do what they have asked for.
     *
     * @param context of this request, the only one it has
     */
    record Visit(SignedIn who, Administrator administrator, Request request, RequestContext context) {}

    /** What is behind the gate. */
    @FunctionalInterface
    interface Page {
        Outcome<Answer> answer(Visit visit);
    }

    /** What is behind the gate and changes something. */
    @FunctionalInterface
    interface Change {
        Outcome<Answer> answer(Visit visit, Form form);
    }

    /** Which things somebody may do it to: for what a page shows. */
    Predicate<AdminObject> sight(Visit visit, AdminAction action) {
        return administration.sight(visit.who().session(), action, visit.context());
    }

    /** Somebody who may do it to this very thing; audited. */
    Outcome<Administrator> allowed(Visit visit, AdminAction action, AdminObject object) {
        return administration.allowed(visit.who().session(), action, object, visit.context());
    }

    /** An address of a page with a text that this browser's pages alone can say there. */
    String saying(Visit visit, String path, String name, String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(name, text);
        parameters.put(SAID, browsers.mark(visit.who(), text));
        return AdminQuery.link(path, parameters);
    }

    /** What such an address says; empty if anybody else has written it. */
    String said(Visit visit, AdminQuery query, String name) {
        return query.text(name)
                .filter(text -> browsers.isMarked(visit.who(), text, query.typed(SAID)))
                .orElse("");
    }

    /** A page for who may do the action. */
    Route page(String template, AdminAction action, Protocol protocol, Page page) {
        Endpoint endpoint = request -> {
            RequestContext context = browsers.context(request);
            return browsers.signedIn(request, context)
                    .fold(who -> open(who, action, request, context, page), refusal -> signIn(request));
        };
        return new Route("GET", template, protocol, Route.Size.NONE, Route.Access.OPEN, endpoint);
    }

    /** A form of ours that asks and changes nothing, and may bring a proof. */
    Route question(String template, AdminAction action, Protocol protocol, Change question) {
        return form(template, action, protocol, Route.Size.PROOF, question);
    }

    /** A form of ours for who may do the action. */
    Route change(String template, AdminAction action, Protocol protocol, Change change) {
        return form(template, action, protocol, Route.Size.ORDINARY, change);
    }

    private Route form(String template, AdminAction action, Protocol protocol, Route.Size size, Change change) {
        Endpoint endpoint = request -> {
            RequestContext context = browsers.context(request);
            return browsers.signedIn(request, context)
                    .fold(
                            who -> browsers.form(request, who, context)
                                    .fold(
                                            form -> open(
                                                    who, action, request, context, visit -> change.answer(visit, form)),
                                            refusal -> refusals.page(request, refusal)),
                            refusal -> refusals.page(request, refusal));
        };
        return new Route("POST", template, protocol, size, Route.Access.GUARDED, endpoint);
    }

    /** The start page, for everybody who may do anything at all. */
    Route start(String path, Protocol protocol, BiFunction<SignedIn, Request, Answer> page) {
        Endpoint endpoint = request -> {
            RequestContext context = browsers.context(request);
            return browsers.signedIn(request, context)
                    .fold(
                            who -> who.abilities().isEmpty()
                                    ? open(
                                            who,
                                            AdminAction.LIST_SESSIONS,
                                            request,
                                            context,
                                            visit -> Outcome.granted(page.apply(who, request)))
                                    : page.apply(who, request),
                            refusal -> signIn(request));
        };
        return new Route("GET", path, protocol, Route.Size.NONE, Route.Access.OPEN, endpoint);
    }

    private Answer open(SignedIn who, AdminAction action, Request request, RequestContext context, Page page) {
        Outcome<Administrator> allowed = administration.allowed(who.session(), action, context);
        if (allowed.refusal().isPresent()) {
            return allowed.refusal().get().reason() == Reason.CALLER_NOT_ALLOWED
                    ? forbidden(who, action, allowed.refusal().get(), request, context)
                    : refusals.page(request, allowed.refusal().get());
        }
        return allowed.then(administrator -> page.answer(new Visit(who, administrator, request, context)))
                .fold(answer -> answer, refusal -> refusals.page(request, refusal));
    }

    private static Answer signIn(Request request) {
        String query = request.target().query();
        String here = request.target().path() + (query.isEmpty() ? "" : "?" + query);
        String to = ReturnTarget.of(here).map(ReturnTarget::path).orElse("/admin");
        return Answer.seeOther("/?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8));
    }

    private Answer forbidden(
            SignedIn who, AdminAction action, Refusal refusal, Request request, RequestContext context) {
        Words words = frame.words(request.headers());
        var forbidden = new Forbidden(
                action.iamName(),
                action.resource(context.snapshot().partition()).toString(),
                administration.wouldAllow(who.session(), action, context).stream()
                        .map(offer -> new Forbidden.Role(
                                offer.role().reference(), offer.role().description()))
                        .toList());
        Shell shell = frame.forbidden(
                words,
                words.of("forbidden.title"),
                People.person(who),
                request.origin().correlationId());
        return Frame.refused(403, Pages.forbidden(shell, forbidden, who.csrf()), words, RefusalPages.mark(refusal));
    }
}
