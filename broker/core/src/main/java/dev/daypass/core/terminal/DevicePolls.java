package dev.daypass.core.terminal;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.login.BrowserSession;
import dev.daypass.core.login.BrowserSessions;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.snapshot.RequestContext;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The program's side of a device grant: it asks until somebody has answered (RFC 8628 section 3.4). */
final class DevicePolls {
    /** How much longer for one that did not wait (RFC 8628 section 3.5). */
    static final Duration SLOWER = Duration.ofSeconds(5);

    /** What clocks and networks may take off an interval. */
    private static final Duration JITTER = Duration.ofSeconds(1);

    private final DeviceGrantStore store;
    private final DeviceGrantSeal seal;
    private final BrowserSessions sessions;
    private final TerminalLogins logins;
    private final AuditSink audit;

    DevicePolls(DeviceGrants.Behind behind, DeviceGrantSeal seal, AuditSink audit) {
        this.store = behind.store();
        this.seal = seal;
        this.sessions = behind.sessions();
        this.logins = behind.logins();
        this.audit = audit;
    }

    Outcome<Polled> poll(Secret deviceCode, TerminalClient client, RequestContext request) {
        DeviceCodeHash device = TerminalHash.deviceCode(deviceCode);
        Outcome<Polled> outcome = store.find(device)
                .flatMap(found -> seal.open(found, request.instant())
                        .filter(opened -> opened.asked().client().id().equals(client.id()))
                        .map(opened -> polled(found, opened, request)))
                .orElseGet(() -> invalid("O24: no device code of this client"));
        outcome.refusal()
                .ifPresent(why -> audit.append(request.facts()
                        .put("client", client.key())
                        .put("grant", "device")
                        .refused(AuditEvent.Kind.CLIENT_GRANT, why)));
        return outcome;
    }

    private Outcome<Polled> polled(DeviceGrantRecord grant, DeviceGrantSeal.Opened opened, RequestContext request) {
        Instant now = request.instant().truncatedTo(ChronoUnit.MILLIS);
        if (grant.state() == DeviceGrantRecord.State.SPENT) {
            return invalid("O24: the device code was spent before");
        }
        if (grant.state() == DeviceGrantRecord.State.DENIED) {
            return Outcome.granted(new Polled.Denied());
        }
        if (!now.isBefore(grant.expiresAt())) {
            return Outcome.granted(new Polled.Expired());
        }
        Duration interval = Duration.ofSeconds(grant.interval());
        if (grant.polledAt()
                .filter(last -> now.isBefore(last.plus(interval).minus(JITTER)))
                .isPresent()) {
            Duration slower = interval.plus(SLOWER);
            store.polled(grant.device(), now, Math.toIntExact(slower.toSeconds()));
            return Outcome.granted(new Polled.SlowDown(slower));
        }
        if (grant.state() == DeviceGrantRecord.State.PENDING) {
            store.polled(grant.device(), now, grant.interval());
            return Outcome.granted(new Polled.Pending());
        }
        return fetched(grant, opened, request);
    }

    /** Only who said yes and is still signed in gives a login. */
    private Outcome<Polled> fetched(DeviceGrantRecord grant, DeviceGrantSeal.Opened opened, RequestContext request) {
        Optional<BrowserSession> person = grant.approver().flatMap(handle -> sessions.named(handle, request));
        if (person.isEmpty()) {
            return invalid("O24: who said yes is signed in no longer");
        }
        if (!store.spend(grant.device())) {
            return invalid("O24: the device code was spent before");
        }
        TerminalClient client = opened.asked().client();
        var approval = new TerminalLogins.Approval(logins.newHandle(), opened.reason());
        return logins.begin(person.get(), client, approval, request).map(tokens -> {
            audit.append(request.facts()
                    .put("client", client.key())
                    .put("grant", "device")
                    .put("browserSession", tokens.session().handle())
                    .put("approvedIn", person.get().handle())
                    .granted(AuditEvent.Kind.CLIENT_GRANT));
            return new Polled.Granted(tokens);
        });
    }

    private static <T> Outcome<T> invalid(String detail) {
        return Outcome.refused(Reason.GRANT_INVALID, "The device code is not valid", detail);
    }
}
