package dev.daypass.core.exchange;

import dev.daypass.core.audit.AuditFacts;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.role.Role;
import dev.daypass.core.session.Revocation;
import dev.daypass.core.session.RevocationStore;
import dev.daypass.core.session.SessionStore;
import dev.daypass.core.signin.DirectoryReview;
import dev.daypass.core.snapshot.RequestContext;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keeps live sessions as true as the directory they came from: who is gone there loses all of them, who lost what a rule
 * asks for loses those of the role. Whoever is still entitled loses none.
 *
 * <p>A directory that does not answer changes nothing; its {@link dev.daypass.core.outcome.UnavailableException} reaches
 * the caller, and the next look covers what this one missed. Safe for several threads.
 */
public final class Reassessment {
    private final DirectoryReview review;
    private final SessionStore sessions;
    private final RevocationStore revocations;
    private final Ending ending;

    public Reassessment(DirectoryReview review, SessionStore sessions, RevocationStore revocations, AuditSink audit) {
        this.review = review;
        this.sessions = sessions;
        this.revocations = revocations;
        this.ending = new Ending(revocations, audit);
    }

    /**
     * Where a look stood, for the next one to go on from.
     *
     * @param mark the directory's own
     * @param revision the configuration that people were judged by
     * @param sessions the sessions that were judged
     */
    public record Progress(String mark, String revision, Set<String> sessions) {
        public Progress {
            sessions = Set.copyOf(sessions);
        }
    }

    /**
     * What a look did.
     *
     * @param progress absent where nobody was asked about
     * @param subjects how many people were asked about
     * @param ended how many revocations it took
     */
    public record Looked(Optional<Progress> progress, int subjects, int ended) {
        private static final Looked NOTHING = new Looked(Optional.empty(), 0, 0);
    }

    /**
     * Asks an enabled directory about everybody whose session lives, and ends what no longer holds.
     *
     * @param before what the last look at this directory returned; absent: everybody is judged
     */
    public Looked look(Provider directory, Optional<Progress> before, RequestContext request) {
        if (directory.state() != Provider.State.ENABLED) {
            return Looked.NOTHING;
        }
        LiveSessions live = LiveSessions.of(directory.id(), sessions, revocations, request.instant());
        if (live.subjects().isEmpty()) {
            return Looked.NOTHING;
        }
        Optional<Progress> known = before.filter(
                progress -> progress.revision().equals(request.snapshot().revision()));
        var judging = new Judging(directory, live, request);
        String mark = judging.ask(known);
        return new Looked(
                Optional.of(new Progress(mark, request.snapshot().revision(), live.ids())),
                live.subjects().size(),
                judging.ended);
    }

    /** One look at one directory. */
    private final class Judging {
        private final Provider directory;
        private final LiveSessions live;
        private final RequestContext request;
        private final Map<String, Role> roles = new HashMap<>();
        private int ended;

        Judging(Provider directory, LiveSessions live, RequestContext request) {
            this.directory = directory;
            this.live = live;
            this.request = request;
            request.snapshot().roles().forEach(role -> roles.put(role.uniqueId(), role));
        }

        /**
         * Asks about those first whose sessions all were judged before, since the mark; then about the others. A sign-in
         * under way at the last look may have read what that look already saw changed.
         */
        String ask(Optional<Progress> before) {
            Set<String> known = before.map(this::judgedBy).orElseGet(Set::of);
            var others = new HashSet<>(live.subjects());
            others.removeAll(known);
            Optional<String> mark = Optional.empty();
            if (!known.isEmpty()) {
                mark = Optional.of(judged(known, before.map(Progress::mark)));
            }
            // INVARIANT: the mark kept is the earlier of the two, or what changed between them would be missed.
            if (others.isEmpty()) {
                return mark.orElseThrow();
            }
            String later = judged(others, Optional.empty());
            return mark.orElse(later);
        }

        private Set<String> judgedBy(Progress before) {
            var known = new TreeSet<String>();
            for (String subject : live.subjects()) {
                if (before.sessions().containsAll(live.of(subject).keySet())) {
                    known.add(subject);
                }
            }
            return known;
        }

        private String judged(Set<String> subjects, Optional<String> since) {
            DirectoryReview.Look look = review.look(directory, subjects, since, request.instant());
            look.standings().forEach(this::judge);
            return look.mark();
        }

        private void judge(DirectoryReview.Standing standing) {
            if (standing instanceof DirectoryReview.Present present) {
                judge(present);
                return;
            }
            endAll(standing.subject(), ((DirectoryReview.Gone) standing).why());
        }

        /** Each session is judged as of when its person signed in; who could not have signed in for any loses all. */
        private void judge(DirectoryReview.Present present) {
            var byInstant = new LinkedHashMap<Instant, Outcome<StillEntitled>>();
            live.of(present.subject())
                    .values()
                    .forEach(held -> byInstant.computeIfAbsent(
                            held.signedIn(),
                            signedIn -> StillEntitled.of(present.identity(), signedIn, directory, request.snapshot())));
            boolean able =
                    byInstant.values().stream().anyMatch(still -> still.value().isPresent());
            if (able) {
                live.of(present.subject())
                        .forEach((session, held) -> Optional.ofNullable(byInstant.get(held.signedIn()))
                                .ifPresent(still -> endIfNotGiven(session, held.role(), still)));
                return;
            }
            byInstant.values().stream()
                    .flatMap(still -> still.refusal().stream())
                    .findFirst()
                    .ifPresent(why -> endAll(present.subject(), why));
        }

        private void endAll(String subject, Refusal why) {
            if (!live.of(subject).isEmpty()) {
                String key = Revocation.subjectKey(directory.id().name(), subject);
                end(Revocation.Scope.SUBJECT, key, facts(why));
            }
        }

        /** A role that is no longer configured is refused by the gate of every face, and is nothing to judge. */
        private void endIfNotGiven(String session, String roleId, Outcome<StillEntitled> still) {
            Optional.ofNullable(roles.get(roleId))
                    .ifPresent(role -> still.fold(entitled -> entitled.refuses(role), Optional::of)
                            .ifPresent(why -> end(
                                    Revocation.Scope.SESSION,
                                    session,
                                    facts(why).put("role", role.arn().toString()))));
        }

        private AuditFacts facts(Refusal why) {
            return request.facts()
                    .put("by", "directory " + directory.id().name())
                    .put("why", why.reason().name())
                    .put("detail", why.auditDetail());
        }

        private void end(Revocation.Scope scope, String key, AuditFacts facts) {
            ending.end(scope, key, facts, request.instant());
            ended++;
        }
    }
}
