package dev.daypass.core.login;

import dev.daypass.core.keys.KeyRing;
import dev.daypass.core.keys.Purpose;
import dev.daypass.core.session.Session;
import dev.daypass.core.session.SessionCodec;
import dev.daypass.core.snapshot.RequestContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The role sessions that a browser session has taken, whole: what a store remembers of a session otherwise is not enough to
 * say what it may do, since what narrows it travels in its token alone. A browser can so act with a role without ever
 * showing the role's credentials, and with none that was taken elsewhere. Safe for several threads.
 */
public final class TakenRoles {
    /** The newest of those are asked; nobody works with more at once. */
    private static final int MOST = 50;

    private static final int FORMAT = 1;

    /** Stands behind a browser's name where what it took for sites is kept: apart, so that it is never administered with. */
    private static final String FOR_SITES = "/sites";

    private final TakenRoleStore store;
    private final Supplier<KeyRing> keys;
    private final SessionCodec codec = new SessionCodec();

    public TakenRoles(TakenRoleStore store, Supplier<KeyRing> keys) {
        this.store = store;
        this.keys = keys;
    }

    /** Keeps a session that has just been taken in a browser session. */
    public void keep(BrowserSession browser, Session session) {
        keep(browser.handle(), session);
    }

    /** Keeps a session that a browser has taken because a site asked for it. */
    void keepForSites(BrowserSession browser, Session session) {
        keep(browser.handle() + FOR_SITES, session);
    }

    private void keep(String shelf, Session session) {
        store.keep(new TakenRole(session.id(), shelf, session.issuedAt(), session.expiresAt(), seal(shelf, session)));
    }

    /**
     * The unexpired sessions that a person took in a browser session, newest first; whether they still count is another
     * question. What sites asked for is not among them: a page that sends people to sites gives and takes nothing here.
     */
    public List<Session> of(BrowserSession browser, RequestContext request) {
        return of(browser.handle(), browser, request);
    }

    /** Those that sites asked for. */
    List<Session> forSites(BrowserSession browser, RequestContext request) {
        return of(browser.handle() + FOR_SITES, browser, request);
    }

    private List<Session> of(String shelf, BrowserSession browser, RequestContext request) {
        return store.of(shelf, request.instant(), MOST).stream()
                .flatMap(role -> open(role).stream())
                .filter(session -> isFrom(session, browser))
                .toList();
    }

    /** A row moved to another browser session says so itself. */
    private static boolean isFrom(Session session, BrowserSession browser) {
        return session.lineage().ancestorIds().stream()
                .findFirst()
                .filter(browser.handle()::equals)
                .isPresent();
    }

    private String seal(String shelf, Session session) {
        var bytes = new ByteArrayOutputStream(1024);
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeUTF(shelf);
            out.write(codec.encode(session));
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory cannot fail", e);
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(keys.get().seal(Purpose.TAKEN_ROLE, bytes.toByteArray()));
    }

    private Optional<Session> open(TakenRole role) {
        return keys.get()
                .open(Purpose.TAKEN_ROLE, Base64.getUrlDecoder().decode(role.sealed()))
                .flatMap(opened -> read(role, opened.plain()));
    }

    private Optional<Session> read(TakenRole role, byte[] plain) {
        try (var in = new DataInputStream(new ByteArrayInputStream(plain))) {
            if (in.readUnsignedByte() != FORMAT) {
                throw new IllegalStateException("a taken role of an unknown format");
            }
            return in.readUTF().equals(role.handle())
                    ? Optional.of(codec.decode(in.readAllBytes()))
                            .filter(session -> session.id().equals(role.sessionId()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("a taken role that is cut short", e);
        }
    }
}
