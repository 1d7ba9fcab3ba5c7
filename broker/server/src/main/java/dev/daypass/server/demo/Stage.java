package dev.daypass.server.demo;

import dev.daypass.core.source.Node;
import dev.daypass.server.client.ClientCredentials;
import dev.daypass.server.client.StsAnswer;
import dev.daypass.server.client.StsRefusal;
import dev.daypass.server.demo.Paper.Verdict;
import java.io.IOException;
import java.io.Serial;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where chapters play. Each step is done for real, compared with what the chapter claims, and printed. */
final class Stage {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final Visitor visitor;
    private final Paper paper;
    private int steps;
    private int surprises;

    Stage(Visitor visitor, Paper paper) {
        this.visitor = visitor;
        this.paper = paper;
    }

    /** A chapter that cannot go on. */
    static final class Stuck extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;
    }

    Visitor visitor() {
        return visitor;
    }

    int steps() {
        return steps;
    }

    int surprises() {
        return surprises;
    }

    void tell(String title, String story) {
        paper.heading(title);
        paper.text(story);
    }

    /** A door that must open; gives the session behind it. */
    ClientCredentials enter(String what, Door door) throws IOException, Stuck {
        try {
            StsAnswer answer = door.knock(Map.of());
            ClientCredentials session = answer.credentials();
            String arn = answer.required("Arn");
            expect(
                    what,
                    Verdict.GRANTED,
                    new Seen(Verdict.GRANTED, arn.substring(arn.indexOf(":assumed-role/") + 1)),
                    "");
            paper.aside(described(session));
            return session;
        } catch (StsRefusal refusal) {
            expect(what, Verdict.GRANTED, refused(refusal), "");
            throw new Stuck();
        }
    }

    /** A call that must be allowed. */
    void allowed(ClientCredentials session, String action, String resource) throws IOException {
        expect(called(action, resource), Verdict.ALLOWED, visitor.mayDo(session, action, resource), "");
    }

    /** A call that must be denied, for this reason. */
    void denied(ClientCredentials session, String action, String resource, String because) throws IOException {
        expect(called(action, resource), Verdict.DENIED, visitor.mayDo(session, action, resource), because);
    }

    /** A door that must stay shut, for a reason that the audit knows. */
    void shut(String what, Door door, String because) throws IOException {
        try {
            door.knock(Map.of());
            expect(what, Verdict.REFUSED, new Seen(Verdict.GRANTED, ""), because);
        } catch (StsRefusal refusal) {
            expect(what, Verdict.REFUSED, refused(refusal), because);
        }
    }

    /** The same way, narrowed by a session policy to one action on one resource; another resource must be denied. */
    void narrowed(Door door, String action, String kept, String lost) throws IOException, Stuck {
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"" + action
                + "\",\"Resource\":\"" + kept + "\"}}";
        ClientCredentials session;
        try {
            session = door.knock(Map.of("Policy", policy)).credentials();
        } catch (StsRefusal refusal) {
            expect("a narrower session", Verdict.GRANTED, refused(refusal), "");
            throw new Stuck();
        }
        expect("narrowed: " + called(action, kept), Verdict.ALLOWED, visitor.mayDo(session, action, kept), "");
        expect(
                "narrowed: " + called(action, lost),
                Verdict.DENIED,
                visitor.mayDo(session, action, lost),
                "no session policy allows it");
    }

    /** Ends a session and tries what was allowed a moment ago. */
    void revoked(ClientCredentials session, String action, String resource) throws IOException {
        visitor.revoke(session.accessKeyId());
        expect(
                "revoked: " + called(action, resource),
                Verdict.REFUSED,
                visitor.mayDo(session, action, resource),
                "session_revoked");
    }

    /** Something else that was found out. */
    void expect(String what, Verdict expected, Seen seen, String because) {
        steps++;
        boolean asTold = seen.verdict() == expected && seen.says(because);
        paper.step(asTold, what, seen);
        if (!asTold) {
            surprises++;
            paper.surprise(expected.word() + (because.isEmpty() ? "" : ", " + because));
        }
    }

    private Seen refused(StsRefusal refusal) throws IOException {
        Optional<String> audited =
                visitor.audited(refusal.correlationId()).map(entry -> Visitor.text(entry, "reason") + detail(entry));
        return new Seen(Verdict.REFUSED, refusal.code(), audited);
    }

    private static String detail(Node.Mapping entry) {
        return entry.get("facts").stream()
                .flatMap(facts -> Visitor.items(facts, "detail").stream())
                .map(line -> ", " + ((Node.Scalar) line).text())
                .collect(Collectors.joining());
    }

    private static String called(String action, String resource) {
        return action + " " + resource.substring(resource.lastIndexOf(':') + 1);
    }

    private static String described(ClientCredentials session) {
        String id = session.accessKeyId();
        return "key " + id.substring(0, 4) + "..." + id.substring(id.length() - 4)
                + ", secret and token not shown, until "
                + session.expiration().map(TIME::format).orElse("revoked");
    }
}
