package dev.daypass.core.policy;

import dev.daypass.core.source.Source;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One statement of a policy, compiled: whom, what and on what it concerns, under which conditions. Immutable. */
public final class Statement {
    /** What the statement does to the requests that it concerns. */
    public enum Effect {
        ALLOW("Allow"),
        DENY("Deny");

        private final String text;

        Effect(String text) {
            this.text = text;
        }

        /** As policies write it. */
        public String text() {
            return text;
        }
    }

    /** The elements that decide whether a request is concerned. */
    record Elements(
            Optional<PrincipalElement> principals,
            ActionElement actions,
            Optional<ResourceElement> resources,
            List<Condition> conditions) {
        Elements {
            conditions = List.copyOf(conditions);
        }
    }

    private final int index;
    private final Optional<String> sid;
    private final Effect effect;
    private final Elements elements;
    private final Source source;

    Statement(int index, Optional<String> sid, Effect effect, Elements elements, Source source) {
        this.index = index;
        this.sid = sid;
        this.effect = effect;
        this.elements = elements;
        this.source = source;
    }

    /** Its place in the document, from 0. */
    public int index() {
        return index;
    }

    public Optional<String> sid() {
        return sid;
    }

    public Effect effect() {
        return effect;
    }

    public Source source() {
        return source;
    }

    /** Every context key that its conditions and variables read. */
    public Set<String> keys() {
        var keys = new LinkedHashSet<String>();
        elements.resources().ifPresent(resources -> resources.collectKeys(keys));
        elements.conditions().forEach(condition -> keys.addAll(condition.keys()));
        return keys;
    }

    Elements elements() {
        return elements;
    }

    /**
     * How closely the statement names the requester, or not at all if it does not concern the request. A statement that
     * need not name anybody names its owner directly.
     */
    PrincipalMatch concerns(Question question, boolean namesPrincipals) {
        if (!elements.actions().matches(question.action()) || !matchesResource(question)) {
            return PrincipalMatch.NONE;
        }
        PrincipalMatch match = principal(question.requester(), namesPrincipals);
        return match.matches() && conditionsHold(question.context()) ? match : PrincipalMatch.NONE;
    }

    PrincipalMatch principal(Requester requester, boolean namesPrincipals) {
        if (elements.principals().isPresent()) {
            return elements.principals().get().match(requester, effect);
        }
        // The reader refuses it; were it to come this far, it denies everybody and allows nobody.
        return namesPrincipals && effect == Effect.ALLOW ? PrincipalMatch.NONE : PrincipalMatch.DIRECT;
    }

    /** A resource that is not plain is denied as any other, and never allowed. */
    boolean matchesResource(Question question) {
        if (elements.resources().isEmpty()) {
            return true;
        }
        return (effect == Effect.DENY || question.resource().isPlain())
                && elements.resources().get().matches(question.resource(), question.context(), effect);
    }

    private boolean conditionsHold(ConditionContext context) {
        List<Condition> conditions = elements.conditions();
        for (int i = 0; i < conditions.size(); i++) {
            if (!conditions.get(i).holds(context)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return "statement " + sid.orElse(Integer.toString(index)) + " at " + source;
    }
}
