package dev.daypass.core.exchange;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.DirectorySettings;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.session.Session;
import dev.daypass.core.session.SessionLabels;
import dev.daypass.core.session.SessionPolicies;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts together what a session will be called, tagged and narrowed with, from four sides: the rule's shape, the
 * provider's wishes, the caller's request, and what a chained session inherits.
 */
final class Planning {
    private final SessionPolicyReader policyReader = new SessionPolicyReader();

    Outcome<PlannedSession> plan(Entitled entitled) {
        return name(entitled).then(name -> requested(entitled)
                .then(requested -> labels(entitled, name, requested).then(labels -> policyReader
                        .read(entitled.ask())
                        .then(policies -> sized(entitled, labels, requested, policies)))));
    }

    /**
     * The rule's name, else the provider's, else the caller's, else the one that the person signs in with, else the subject
     * where it has the form of a name.
     */
    private static Outcome<String> name(Entitled entitled) {
        Optional<String> name = entitled.shape()
                .name()
                .or(() -> entitled.wishes().sessionName())
                .or(() -> entitled.ask().request().sessionName())
                .or(() -> signInName(entitled.ask()))
                .or(() -> entitled.ask().identity().map(identity -> identity.subject()
                        .value()));
        return name.filter(SessionText::isName)
                .map(Outcome::granted)
                .orElseGet(() -> Outcome.refused(
                        Reason.SESSION_NAME_INVALID,
                        "The session name must have 2 to 64 letters, digits or _+=,.@-",
                        "T10: the session name from rule, provider, request or subject is not of its form"));
    }

    /** A directory's subject names a person for good and is no name to read, so the name for signing in goes first. */
    private static Optional<String> signInName(Ask ask) {
        return ask.provider()
                .map(Provider::settings)
                .filter(DirectorySettings.class::isInstance)
                .map(DirectorySettings.class::cast)
                .flatMap(directory -> ask.identity().flatMap(identity -> directory.search().names().stream()
                        .flatMap(name -> identity.attributes().texts(name).stream())
                        .filter(SessionText::isName)
                        .findFirst()));
    }

    private static Outcome<PlannedSession.Requested> requested(Entitled entitled) {
        SessionRequest request = entitled.ask().request();
        ProviderWishes wishes = entitled.wishes();
        var tags = new LinkedHashMap<>(wishes.tags());
        tags.putAll(request.tags());
        var transitive = new LinkedHashSet<>(wishes.transitive());
        transitive.addAll(request.transitiveTagKeys());
        Optional<String> problem = SessionText.tagProblem(tags, transitive);
        if (problem.isPresent()) {
            return Outcome.refused(Reason.TAG_INVALID, problem.get(), "T09: " + problem.get());
        }
        return sourceIdentity(entitled).map(source -> new PlannedSession.Requested(tags, transitive, source));
    }

    /** Set once, kept through every chain (T06). */
    private static Outcome<Optional<String>> sourceIdentity(Entitled entitled) {
        Optional<String> asked = entitled.ask().request().sourceIdentity().or(() -> entitled.wishes()
                .sourceIdentity());
        Optional<String> inherited =
                entitled.ask().parent().flatMap(parent -> parent.labels().sourceIdentity());
        if (asked.isPresent() && !SessionText.isSourceIdentity(asked.get())) {
            return Outcome.refused(
                    Reason.SOURCE_IDENTITY_INVALID,
                    "The source identity must have 2 to 64 letters, digits or _+=,.@- and not begin with aws:",
                    "T10: the source identity is not of its form");
        }
        if (asked.isPresent() && inherited.isPresent() && !asked.equals(inherited)) {
            return Refusals.notAuthorized(
                    entitled.ask(),
                    Reason.SOURCE_IDENTITY_INVALID,
                    "T06: the source identity of a chain cannot change");
        }
        return Outcome.granted(asked.or(() -> inherited));
    }

    private static Outcome<SessionLabels> labels(Entitled entitled, String name, PlannedSession.Requested requested) {
        Map<String, String> tags = new LinkedHashMap<>();
        Set<String> transitive = new LinkedHashSet<>(requested.transitive());
        Optional<Session> parent = entitled.ask().parent();
        var inherited = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
        if (parent.isPresent()) {
            SessionLabels before = parent.get().labels();
            tags.putAll(before.inheritedTags());
            inherited.addAll(before.transitiveTags());
            transitive.addAll(before.transitiveTags());
        }
        for (String key : requested.tags().keySet()) {
            if (inherited.contains(key)) {
                return Outcome.refused(
                        Reason.TAG_INVALID,
                        "The tag key " + key + " is transitive in the calling session and cannot be passed again",
                        "T06: a transitive tag cannot be overwritten");
            }
        }
        tags.putAll(requested.tags());
        putRuleTags(entitled, tags);
        transitive.addAll(entitled.shape().transitive());
        transitive.retainAll(new HashSet<>(tags.keySet()));
        Optional<String> source = entitled.shape().sourceIdentity().or(requested::sourceIdentity);
        Optional<String> problem = SessionText.sessionTagProblem(tags, transitive);
        if (problem.isPresent()
                || source.filter(text -> !SessionText.isSourceIdentity(text)).isPresent()) {
            return Outcome.refused(
                    Reason.EVALUATION_FAILED,
                    "A rule shapes this session in a way that is not allowed",
                    "T09: rules " + entitled.rules() + ": " + problem.orElse("the source identity is not of its form"));
        }
        return Outcome.granted(new SessionLabels(name, tags, transitive, source));
    }

    /** What a rule says of a tag replaces what the provider says of it, whatever the case of the key. */
    private static void putRuleTags(Entitled entitled, Map<String, String> tags) {
        var ruled = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
        ruled.addAll(entitled.shape().tags().keySet());
        tags.keySet().removeIf(ruled::contains);
        tags.putAll(entitled.shape().tags());
    }

    private static Outcome<PlannedSession> sized(
            Entitled entitled, SessionLabels labels, PlannedSession.Requested requested, SessionPolicies policies) {
        int percent = PackedSize.percent(policies, labels);
        return percent <= 100
                ? Outcome.granted(new PlannedSession(entitled, labels, requested, policies, percent))
                : Outcome.refused(
                        Reason.POLICY_TOO_LARGE,
                        "Session policies and session tags exceed the allowed size: " + percent + "% of it",
                        "packed policies and tags take " + percent + "%");
    }
}
