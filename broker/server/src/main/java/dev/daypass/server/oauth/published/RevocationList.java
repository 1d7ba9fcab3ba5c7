package dev.daypass.server.oauth.published;

import dev.daypass.core.session.Revocation;
import dev.daypass.core.session.RevocationFeed;
import dev.daypass.core.session.RevocationHash;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Body;
import dev.daypass.server.http.EntityTag;
import dev.daypass.server.http.HeaderLines;
import dev.daypass.server.http.JsonText;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The revocations as published, written once for each change. Safe for several threads. */
final class RevocationList {
    /** The last millisecond of the year 9999: no session is issued later, and every JSON reader holds the number. */
    private static final long END_OF_TIME = 253_402_300_799_999L;

    private final RevocationFeed feed;
    private final JsonText json;
    private final AtomicLong changes = new AtomicLong();
    private volatile Optional<Written> written = Optional.empty();

    RevocationList(RevocationFeed feed, JsonText json) {
        this.feed = feed;
        this.json = json;
    }

    /**
     * One state of the list.
     *
     * @param tag of the entries alone: the same on every node
     */
    record Page(EntityTag tag, Body body) {
        Answer answer(HeaderLines asked) {
            return tag.answer(asked, Answer.ok(JsonText.CONTENT_TYPE, body));
        }
    }

    private record Written(long change, Page page) {}

    /** Something has changed. */
    void outdated() {
        changes.incrementAndGet();
    }

    /** The list of now, copied and written once for all who ask after a change; a feed that cannot be read tells nothing. */
    Page page() {
        feed.mustFollow();
        return known().orElseGet(this::written);
    }

    private Optional<Page> known() {
        long change = changes.get();
        return written.filter(last -> last.change() == change).map(Written::page);
    }

    private synchronized Page written() {
        Optional<Page> others = known();
        if (others.isPresent()) {
            return others.get();
        }
        long change = changes.get();
        Page page = write(change, feed.inForce());
        written = Optional.of(new Written(change, page));
        return page;
    }

    private Page write(long change, List<Revocation> inForce) {
        List<Map<String, Object>> entries = inForce.stream()
                // Nobody's business: whom a provider has signed out, which ends no token by its hash.
                .filter(Revocation::endsSessions)
                .map(RevocationList::entry)
                .sorted(Comparator.comparing(entry -> String.valueOf(entry.get("hash"))))
                .toList();
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("version", change);
        list.put("revocations", entries);
        return new Page(EntityTag.of(json.write(entries)), json.write(list));
    }

    private static Map<String, Object> entry(Revocation revocation) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("hash", RevocationHash.of(revocation.scope(), revocation.key()));
        entry.put("issuedBefore", lastIssued(revocation));
        entry.put("until", revocation.forgetAfter().getEpochSecond() + 1);
        return entry;
    }

    /** Sessions issued up to this millisecond are ended; of a single session, every one. */
    private static long lastIssued(Revocation revocation) {
        return switch (revocation.scope()) {
            case SESSION -> END_OF_TIME;
            case ROLE, SUBJECT -> revocation.before().toEpochMilli() - 1;
        };
    }
}
