package dev.daypass.core.decision;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditFacts;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.keys.KeyRing;
import dev.daypass.core.keys.Purpose;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.policy.AccessRequest;
import dev.daypass.core.policy.Decision;
import dev.daypass.core.policy.PolicyEvaluator;
import dev.daypass.core.policy.StatementRef;
import dev.daypass.core.signin.Caller;
import dev.daypass.core.snapshot.RequestContext;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Denials in a sealed form: whoever was denied gets a text that says nothing, and somebody who may call {@code
 * sts:DecodeAuthorizationMessage} in the same account reads the reasons from it (AWS STS DecodeAuthorizationMessage).
 */
public final class AuthorizationMessages {
    private static final String DECODE = "sts:DecodeAuthorizationMessage";

    private final JsonFactory json = new JsonFactory();
    private final PolicyEvaluator evaluator = new PolicyEvaluator();
    private final EffectivePolicies policies = new EffectivePolicies();
    private final Supplier<KeyRing> keys;
    private final AuditSink audit;

    public AuthorizationMessages(Supplier<KeyRing> keys, AuditSink audit) {
        this.keys = keys;
        this.audit = audit;
    }

    /** Seals why a caller was denied. */
    public String encode(Decision decision, Caller caller, String action, String resource, RequestContext request) {
        CallerView view = CallerView.of(caller, request.snapshot());
        String text = view.account() + "\n" + text(decision, view, action, resource);
        byte[] sealed = keys.get().seal(Purpose.AUTHORIZATION_MESSAGE, text.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** The reasons as JSON, for a caller of the same account who may decode. */
    public Outcome<String> decode(String message, Caller caller, RequestContext request) {
        CallerView view = CallerView.of(caller, request.snapshot());
        AuditFacts facts = request.facts().put("action", DECODE).put("caller", view.arn());
        Outcome<String> outcome = SessionReach.mayCall("DecodeAuthorizationMessage", caller)
                .then(able -> mayDecode(caller, view, request))
                .then(allowed -> open(message)
                        .filter(text -> text.startsWith(view.account() + "\n")
                                && !view.account().isEmpty())
                        .map(text -> Outcome.granted(text.substring(text.indexOf('\n') + 1)))
                        .orElseGet(() -> Outcome.refused(
                                Reason.ENCODED_MESSAGE_INVALID,
                                "The encoded message is not valid or belongs to another account",
                                "T32: the message does not open in account `" + view.account() + "`")));
        audit.append(outcome.fold(
                text -> facts.granted(AuditEvent.Kind.AUTHORIZATION),
                refusal -> facts.refused(AuditEvent.Kind.AUTHORIZATION, refusal)));
        return outcome;
    }

    private Outcome<Decision> mayDecode(Caller caller, CallerView view, RequestContext request) {
        Decision decision = evaluator.decide(
                policies.of(caller, request.snapshot()),
                new AccessRequest(view.requester(), DECODE, "*", CallerContext.of(caller, request)));
        return decision.allowed()
                ? Outcome.granted(decision)
                : Outcome.refused(new Refusal(
                        Reason.CALLER_NOT_ALLOWED,
                        decision.sentence(view.arn(), DECODE, "*"),
                        DECODE + ": " + decision));
    }

    /** The sealed text of a message in its only spelling: what an encoder would not write is refused. */
    private Optional<String> open(String message) {
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(message);
            if (!Base64.getUrlEncoder().withoutPadding().encodeToString(sealed).equals(message)) {
                return Optional.empty();
            }
            return keys.get()
                    .open(Purpose.AUTHORIZATION_MESSAGE, sealed)
                    .map(opened -> new String(opened.plain(), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String text(Decision decision, CallerView view, String action, String resource) {
        var text = new StringWriter();
        try (JsonGenerator out = json.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            out.writeBooleanProperty("allowed", decision.allowed());
            out.writeBooleanProperty("explicitDeny", decision.effect() == Decision.Effect.EXPLICIT_DENY);
            out.writeName("matchedStatements");
            out.writeStartArray();
            for (StatementRef statement : decision.deciding()) {
                out.writeString(statement.toString());
            }
            out.writeEndArray();
            decision.missingAllow().ifPresent(type -> out.writeStringProperty("missingAllow", type.name()));
            out.writeName("missingContextKeys");
            out.writeStartArray();
            decision.missingKeys().forEach(out::writeString);
            out.writeEndArray();
            out.writeName("context");
            out.writeStartObject();
            out.writeName("principal");
            out.writeStartObject();
            out.writeStringProperty("id", view.userId());
            out.writeStringProperty("arn", view.arn());
            out.writeEndObject();
            out.writeStringProperty("action", action);
            out.writeStringProperty("resource", resource);
            out.writeEndObject();
            out.writeEndObject();
        }
        return text.toString();
    }
}
