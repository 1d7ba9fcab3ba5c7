package dev.daypass.server.oauth.published;

import dev.daypass.core.outcome.UnavailableException;
import dev.daypass.core.session.RevocationFeed;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Endpoint;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.HttpFault;
import dev.daypass.server.http.JsonText;
import dev.daypass.server.http.Protocol;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What is revoked, at {@code /oauth/revocations}: hashes alone, so that everybody may read them. Whoever sends the tag of
 * the list that it has and {@code ?wait=SECONDS} is answered as soon as the list is another one; while it waits, no
 * thread does.
 */
public final class RevocationsEndpoint implements Endpoint {
    private static final int LONGEST_WAIT = 30;
    private static final int MOST_WAITING = 4_000;
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,2}");

    private final RevocationList list;
    private final Protocol protocol;
    private final ScheduledExecutorService scheduler;
    private final Set<Waiter> waiting = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean waking = new AtomicBoolean();

    /**
     * @param scheduler runs what wakes those who wait, and ends their patience
     */
    public RevocationsEndpoint(
            RevocationFeed feed, JsonText json, Protocol protocol, ScheduledExecutorService scheduler) {
        this.list = new RevocationList(feed, json);
        this.protocol = protocol;
        this.scheduler = scheduler;
        feed.onChange(this::changed);
    }

    /** Its route. */
    public Route route() {
        return new Route("GET", "/oauth/revocations", protocol, Route.Size.NONE, Route.Access.OPEN, this);
    }

    @Override
    public Answer answer(Request request) {
        return list.page().answer(request.headers());
    }

    @Override
    public void respond(Request request, Consumer<Answer> reply) {
        Optional<Duration> wait = wait(request);
        if (wait.isEmpty()) {
            reply.accept(protocol.fault(HttpFault.BAD_REQUEST, request.origin().correlationId()));
            return;
        }
        Answer now = answer(request);
        if (now.status() != 304 || wait.get().isZero() || waiting.size() >= MOST_WAITING) {
            reply.accept(now);
            return;
        }
        var waiter = new Waiter(request, reply);
        waiting.add(waiter);
        var unused = scheduler.schedule(() -> end(waiter), wait.get().toMillis(), TimeUnit.MILLISECONDS);
        // What changed between the look and the wait has woken nobody.
        wakeIfNew(waiter);
    }

    /** Somebody who is answered once, by whoever comes first. */
    private static final class Waiter {
        private final Request request;
        private final Consumer<Answer> reply;
        private final AtomicBoolean answered = new AtomicBoolean();

        Waiter(Request request, Consumer<Answer> reply) {
            this.request = request;
            this.reply = reply;
        }

        void answer(Answer answer) {
            if (answered.compareAndSet(false, true)) {
                reply.accept(answer);
            }
        }
    }

    private void changed() {
        list.outdated();
        if (waking.compareAndSet(false, true)) {
            scheduler.execute(this::wakeAll);
        }
    }

    private void wakeAll() {
        waking.set(false);
        waiting.forEach(this::wakeIfNew);
    }

    private void wakeIfNew(Waiter waiter) {
        Answer answer = answerOrFault(waiter);
        if (answer.status() == 200) {
            waiting.remove(waiter);
            waiter.answer(answer);
        }
    }

    private void end(Waiter waiter) {
        waiting.remove(waiter);
        waiter.answer(answerOrFault(waiter));
    }

    private Answer answerOrFault(Waiter waiter) {
        try {
            return answer(waiter.request);
        } catch (UnavailableException e) {
            // Told, not logged: every request that does not wait logs the same fault.
            return protocol.fault(HttpFault.UNAVAILABLE, waiter.request.origin().correlationId());
        }
    }

    /** How long to wait; empty if the query is not of its form. */
    private static Optional<Duration> wait(Request request) {
        return Form.read(request.target().query(), 1)
                .value()
                .filter(query -> List.of("wait").containsAll(query.names()))
                .flatMap(query -> {
                    String text = query.get("wait").orElse("0");
                    return SECONDS.matcher(text).matches()
                            ? Optional.of(Duration.ofSeconds(Math.min(LONGEST_WAIT, Integer.parseInt(text))))
                            : Optional.empty();
                });
    }
}
