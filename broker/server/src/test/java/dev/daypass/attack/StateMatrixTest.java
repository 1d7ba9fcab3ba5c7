package dev.daypass.attack;

import static dev.daypass.attack.AttackedBroker.assuming;
import static dev.daypass.attack.AttackedBroker.call;
import static dev.daypass.attack.AttackedBroker.withPassword;
import static dev.daypass.attack.AttackedBroker.withSaml;
import static dev.daypass.attack.AttackedBroker.withTicket;
import static dev.daypass.attack.AttackedBroker.withToken;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.daypass.server.http.HeaderLines;
import dev.daypass.server.sts.Signed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every entrance in every state (S79, T24, X09): what is switched off must be off wherever one comes in.
 *
 * <p>A new entrance is one more constant of {@link Entrance} and one more column of {@link StateTable}; a new state is
 * one more constant of {@link State} and one more row.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StateMatrixTest {
    private static final String PROVIDERS = "providers/corp.yaml";
    private static final String ROLES = "roles/prod.yaml";
    private static final String USERS = "users/people.yaml";
    private static final String CLIENTS = "apps/clients.yaml";

    /** Elsewhere a site's visitor has the session that is there. */
    private static final Set<State> TAKEN_ANEW_FOR_SITES = EnumSet.of(State.ROLE_CREATED_ANEW, State.ROLE_REVOKED);

    private final AttackedBroker broker;

    StateMatrixTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    /** What was honestly had before the state changed. */
    private record Had(
            Signed.Keys session,
            Signed.Keys child,
            Signed.Keys userSession,
            Signed.Keys userRole,
            String accessToken,
            AtomicReference<String> refreshToken,
            Browser browser,
            AtomicReference<Program.Login> login,
            SiteVisitor visitor,
            Deque<String> kept) {
        /** One that was made before the state changed, if any was kept; else one that is made now. */
        String response(AttackedBroker broker) {
            return Objects.requireNonNullElseGet(kept.poll(), broker::response);
        }

        Program.Login held() {
            return Objects.requireNonNull(login.get());
        }
    }

    /** Where one comes in. */
    private enum Entrance {
        SAML((broker, had) -> broker.sts(withSaml(had.response(broker)))),
        TOKEN((broker, had) -> broker.sts(withToken(broker.token()))),
        USER_ROLE((broker, had) -> broker.sts(assuming("Operator"), broker.alice())),
        CHAIN((broker, had) -> broker.sts(assuming("Chained"), had.session())),
        WHO_SESSION((broker, had) -> broker.whoAmI(had.session())),
        WHO_KEY((broker, had) -> broker.whoAmI(broker.alice())),
        WHO_USER_SESSION((broker, had) -> broker.whoAmI(had.userSession())),
        SESSION_TOKEN((broker, had) -> broker.sts(call("GetSessionToken"), broker.alice())),
        FEDERATION_TOKEN((broker, had) -> {
            Map<String, String> call = call("GetFederationToken");
            call.put("Name", "visitor");
            return broker.sts(call, broker.alice());
        }),
        EVAL_SESSION((broker, had) -> broker.evaluate(had.session(), "reports:Get", "")),
        EVAL_KEY((broker, had) -> broker.evaluate(broker.alice(), "reports:Get", "")),
        /** A session chained from the session. */
        WHO_CHILD((broker, had) -> broker.whoAmI(had.child())),
        /** A role session that the user took. */
        WHO_USER_ROLE((broker, had) -> broker.whoAmI(had.userRole())),
        /** Token exchange, by a client that may have all of it. */
        O_SAML((broker, had) -> plain(broker, TokenTalk.exchange("saml2", had.response(broker)))),
        O_TOKEN((broker, had) -> plain(broker, TokenTalk.exchange("id_token", broker.token()))),
        O_OURS((broker, had) ->
                new TokenTalk(broker).as("shop", TokenTalk.exchange("access_token", had.accessToken()))),
        O_REFRESH((broker, had) -> {
            Wire.Reply reply = new TokenTalk(broker)
                    .as(
                            "shop",
                            TokenTalk.refresh(Objects.requireNonNullElse(
                                    had.refreshToken().get(), "")));
            if (reply.status() == 200) {
                had.refreshToken().set(TokenTalk.member(reply, "refresh_token"));
            }
            return reply;
        }),
        O_SERVICE(
                (broker, had) -> plain(broker, Map.of("grant_type", "client_credentials", "resource", "prod/Writer"))),
        /** A visitor of a site behind a proxy. */
        F_TOKEN((broker, had) -> Wire.getFrom(
                "127.0.0.2",
                broker.port(),
                "/forward-auth",
                List.of(
                        bearing(had),
                        new HeaderLines.Line("X-Original-Method", "GET"),
                        new HeaderLines.Line("X-Original-Host", "wiki.example.com"),
                        new HeaderLines.Line("X-Original-Uri", "/docs")))),
        E_TOKEN((broker, had) -> Wire.post(
                broker.port(),
                "/access/v1/evaluation",
                "application/json",
                List.of(bearing(had)),
                "{\"action\":{\"name\":\"reports:Get\"},\"resource\":{\"type\":\"arn\",\"id\":\"*\"}}")),
        I_TOKEN((broker, had) -> Wire.post(
                broker.port(),
                "/oauth/introspect",
                Wire.FORM,
                List.of(TokenTalk.basic("shop", "SHOP")),
                Wire.form(Map.of("token", had.accessToken())))),
        /** A password, at the STS and by a client. */
        D_STS((broker, had) -> broker.sts(withPassword("alice", CorpDirectory.ALICE_PASSWORD))),
        D_OAUTH((broker, had) ->
                new TokenTalk(broker).as("desk", TokenTalk.password("alice", CorpDirectory.ALICE_PASSWORD))),
        /** A Kerberos ticket, at the entrance of workstations and at the STS. */
        K_LOGIN((broker, had) -> broker.negotiate(broker.ticket().negotiate())),
        K_STS((broker, had) -> broker.sts(withTicket(broker.ticket().negotiate()))),
        /** A browser at a SAML provider, at an OpenID provider, with a password, with a ticket. */
        B_SAML((broker, had) -> told(broker, new Browser(broker).comeBack(had.response(broker), "/"))),
        B_OPENID((broker, had) -> told(broker, new Browser(broker).signInAtOpenId())),
        B_PASSWORD((broker, had) -> told(broker, new Browser(broker).signInWithPassword())),
        B_TICKET((broker, had) -> told(broker, new Browser(broker).signInWithTicket())),
        /** A browser that was signed in administers with a role that it has taken. */
        B_ADMIN((broker, had) -> told(broker, had.browser().look("/admin/providers"))),
        /** The same browser picks a role. */
        B_PICK((broker, had) -> told(broker, had.browser().take("prod/Federated"))),
        /** The OpenID provider ends a session, by itself and through a browser. */
        L_BACK((broker, had) -> told(broker, new Browser(broker).backLogout())),
        L_FRONT((broker, had) -> told(broker, new Browser(broker).frontLogout())),
        /** A sign-in token for a console. */
        F_CONSOLE((broker, had) -> ConsoleAttackTest.ask(broker, ConsoleAttackTest.session(had.session()))),
        /** A program with a login tells whose it is, takes a role with it. */
        T_ME((broker, had) -> new Program(broker).me(had.held().access(), "")),
        T_TAKE((broker, had) -> new Program(broker).take(had.held().access(), "prod/Federated")),
        /** An AWS tool with a login fetches credentials, before the login is refreshed. */
        S_ROLE((broker, had) ->
                told(broker, new SsoTalk(broker).roleCredentials(had.held().access(), "Federated"))),
        /** The program refreshes it. */
        T_REFRESH((broker, had) -> {
            Wire.Reply reply = new Program(broker).refresh(had.held().refresh());
            if (reply.status() == 200) {
                had.login().set(Program.Login.of(reply));
            }
            return reply;
        }),
        /** A browser that was signed in lets a program in. */
        T_DEVICE((broker, had) -> told(
                broker,
                Program.answerDevice(
                        had.browser(), TokenTalk.member(new Program(broker).startDevice(), "user_code"), "allow"))),
        /** A SAML provider ends the sessions of somebody who is not here. */
        L_SAML((broker, had) -> told(broker, new Browser(broker).bringLogout("nemo"))),
        /** A browser that a site has let in. */
        F_COOKIE((broker, had) -> had.visitor().ask("GET", "/docs/")),
        /** The same browser, sent by a site that does not know it. */
        F_VISIT((broker, had) ->
                told(broker, new SiteVisitor(broker, "wiki.example.com").led("/docs/", had.browser())));

        @SuppressWarnings("ImmutableEnumChecker") // the calls are lambdas that capture nothing
        private final BiFunction<AttackedBroker, Had, Wire.Reply> enter;

        Entrance(BiFunction<AttackedBroker, Had, Wire.Reply> enter) {
            this.enter = enter;
        }
    }

    /** What may have happened meanwhile. */
    private enum State {
        SAML_PROVIDER_OFF((broker, had) -> broker.reconfigure(PROVIDERS, "enabled: true", "enabled: false")),
        TOKEN_PROVIDER_OFF((broker, had) ->
                broker.reconfigure(PROVIDERS, "type: oidc\n  enabled: true", "type: oidc\n  enabled: false")),
        DIRECTORY_OFF(
                (broker, had) -> broker.reconfigure("providers/directory.yaml", "enabled: true", "enabled: false")),
        PROVIDER_DELETED((broker, had) -> {
            broker.rewrite(PROVIDERS, "(?s)^corp:.*?(?=corp-oidc:)", "");
            broker.rewrite("rules/people.yaml", "(?s)^- name: researchers.*?(?=- name: engineers)", "");
            broker.rewrite(ROLES, "(?m)^ *- .*Federated: corp }.*$", "");
            broker.rewrite(CLIENTS, "providers: \\[corp(?:, corp-oidc)?\\]", "providers: [corp-oidc]");
            broker.reload();
        }),
        SUBJECT_BLOCKED(
                (broker, had) -> broker.reconfigure(PROVIDERS, "nobody@corp.example.com", "alice@corp.example.com")),
        USER_DISABLED((broker, had) -> broker.reconfigure(USERS, "enabled: true", "enabled: false")),
        USER_CREATED_ANEW((broker, had) -> {
            broker.rewrite(USERS, "(?s)^prod/alice:.*?(?=prod/bob:)", "");
            broker.rewrite(ROLES, "user/alice", "user/bob");
            broker.reload();
            broker.restoreConfiguration();
        }),
        KEY_INACTIVE((broker, had) -> broker.reconfigure(USERS, "active: true", "active: false")),
        ROLE_DISABLED((broker, had) -> broker.reconfigure(ROLES, "enabled: true", "enabled: false")),
        ROLE_DELETED((broker, had) -> withoutRole(broker)),
        ROLE_CREATED_ANEW((broker, had) -> {
            withoutRole(broker);
            broker.restoreConfiguration();
        }),
        USERS_ROLE_DISABLED((broker, had) ->
                broker.reconfigure(ROLES, "prod/Operator:\n  enabled: true", "prod/Operator:\n  enabled: false")),
        CHAINED_ROLE_DISABLED(
                (broker, had) -> broker.reconfigure(ROLES, "prod/Chained:\n", "prod/Chained:\n  enabled: false\n")),
        TRUST_CHANGED((broker, had) -> broker.reconfigure(ROLES, "saml/corp/acs", "saml/other/acs")),
        RULE_CHANGED((broker, had) -> broker.reconfigure("rules/people.yaml", "== \"R&D\"", "== \"Finance\"")),
        SESSION_REVOKED((broker, had) ->
                told(broker.admin("/api/v1/sessions/" + had.session().id() + "/revoke", "{}"))),
        SUBJECT_REVOKED((broker, had) -> told(broker.admin(
                "/api/v1/subjects/revoke", "{\"provider\":\"corp\",\"subject\":\"alice@corp.example.com\"}"))),
        ROLE_REVOKED((broker, had) -> told(broker.admin("/api/v1/roles/prod/Federated/revoke", "{}"))),
        CLIENT_DISABLED((broker, had) -> {
            broker.rewrite(CLIENTS, "enabled: true", "enabled: false");
            broker.reload();
        }),
        SERVICE_DISABLED(
                (broker, had) -> broker.reconfigure("services/reports.yaml", "enabled: true", "enabled: false")),
        /** What was taken with a Response itself lasts, as at AWS; Responses of before, and what began in browsers, do not. */
        LOGGED_OUT_UPSTREAM((broker, had) -> {
            Stream.generate(broker::response).limit(3).forEach(had.kept()::add);
            broker.clock.step(Duration.ofMillis(5));
            assertEquals(
                    303,
                    new Browser(broker).bringLogout("alice@corp.example.com").status());
        }),
        AFTER_EXPIRY((broker, had) -> broker.clock.step(Duration.ofMinutes(61)));

        @SuppressWarnings("ImmutableEnumChecker") // the changes are lambdas that capture nothing
        private final BiConsumer<AttackedBroker, Had> reach;

        State(BiConsumer<AttackedBroker, Had> reach) {
            this.reach = reach;
        }
    }

    @ParameterizedTest(name = "S79 {0}")
    @EnumSource
    void stateCountsAtEveryEntrance(State state) {
        broker.restoreConfiguration();
        var had = had();
        Map<Entrance, String> all = new EnumMap<>(Entrance.class);
        List.of(Entrance.values()).forEach(entrance -> all.put(entrance, "ok"));
        assertEquals(all, walk(had, reply -> {}), "before");

        state.reach.accept(broker, had);
        Holdings before = broker.holdings();
        assertEquals(expected(state), walk(had, reply -> {
            if (reply.status() >= 400) {
                assertEquals(1, refusals(reply), reply::toString);
            }
        }));
        assertEquals(
                before.sessions() + granted(state) + (TAKEN_ANEW_FOR_SITES.contains(state) ? 1 : 0),
                broker.holdings().sessions());
    }

    private Had had() {
        Browser browser = signedIn();
        Signed.Keys session = broker.session();
        Wire.Reply token = new TokenTalk(broker)
                .as(
                        "shop",
                        TokenTalk.with(
                                TokenTalk.exchange("saml2", broker.response()),
                                "audience",
                                "https://wiki.example.com"));
        return new Had(
                session,
                broker.credentials(broker.sts(assuming("Chained"), session)),
                broker.credentials(broker.sts(call("GetSessionToken"), broker.alice())),
                broker.credentials(broker.sts(assuming("Operator"), broker.alice())),
                TokenTalk.granted(token),
                new AtomicReference<>(TokenTalk.member(token, "refresh_token")),
                browser,
                new AtomicReference<>(new Program(broker).byCode(browser)),
                new SiteVisitor(broker, "wiki.example.com").enter(browser),
                new ArrayDeque<>());
    }

    private Browser signedIn() {
        var browser = new Browser(broker);
        browser.signIn();
        browser.take("prod/Federated");
        return browser;
    }

    /** A page's answer with its reason as a program would be told it: pages tell reasons in words. */
    private static Wire.Reply told(AttackedBroker broker, Wire.Reply page) {
        String code = broker.audit.of(page).stream()
                .map(AuditTrail.Entry::reason)
                .filter(reason -> !reason.isEmpty())
                .findFirst()
                .map(reason -> "{\"code\":\"" + reason + "\"}")
                .orElse("");
        return new Wire.Reply(page.status(), page.headers(), page.status() < 400 ? "" : code, page.millis());
    }

    private static HeaderLines.Line bearing(Had had) {
        return new HeaderLines.Line("Authorization", "Bearer " + had.accessToken());
    }

    private static Wire.Reply plain(AttackedBroker broker, Map<String, String> form) {
        return new TokenTalk(broker).as("plain", form);
    }

    private Map<Entrance, String> walk(Had had, Consumer<Wire.Reply> look) {
        Map<Entrance, String> answers = new EnumMap<>(Entrance.class);
        for (Entrance entrance : Entrance.values()) {
            Wire.Reply reply = entrance.enter.apply(broker, had);
            look.accept(reply);
            answers.put(entrance, StateTable.word(reply));
        }
        return answers;
    }

    private long refusals(Wire.Reply reply) {
        return broker.audit.of(reply).stream()
                .filter(entry -> entry.outcome().equals("REFUSED"))
                .count();
    }

    /** How many entrances that issue sessions are open. */
    private static long granted(State state) {
        List<String> issuing = List.of(("SAML TOKEN USER_ROLE CHAIN SESSION_TOKEN FEDERATION_TOKEN O_SAML O_TOKEN"
                        + " O_OURS O_REFRESH O_SERVICE D_STS D_OAUTH K_LOGIN K_STS B_PICK T_TAKE S_ROLE")
                .split(" "));
        return expected(state).entrySet().stream()
                .filter(cell -> issuing.contains(cell.getKey().name())
                        && cell.getValue().equals("ok"))
                .count();
    }

    private static Map<Entrance, String> expected(State state) {
        Map<Entrance, String> cells = new EnumMap<>(Entrance.class);
        StateTable.row(state.name()).forEach((entrance, word) -> cells.put(Entrance.valueOf(entrance), word));
        return cells;
    }

    private static void withoutRole(AttackedBroker broker) {
        broker.rewrite(ROLES, "(?s)^prod/Federated:.*?(?=prod/Chained:)", "");
        broker.rewrite("rules/people.yaml", "prod/Federated, ", "");
        broker.rewrite(ROLES, "role/Federated", "role/Operator");
        broker.rewrite(CLIENTS, "prod/Federated", "prod/Operator");
        broker.rewrite("daypass.yaml", "prod/Federated", "prod/Operator");
        broker.reload();
    }

    private static void told(Wire.Reply reply) {
        assertEquals(200, reply.status(), reply::toString);
    }
}
