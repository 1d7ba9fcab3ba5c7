package dev.daypass.attack;

import static dev.daypass.attack.AttackedBroker.withPassword;
import static dev.daypass.attack.TokenTalk.granted;
import static dev.daypass.attack.TokenTalk.password;
import static dev.daypass.attack.TokenTalk.with;
import static dev.daypass.attack.TokenTalk.without;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad passwords, names and directories at every entrance that takes passwords (L01 to L03, S79, S88, X04). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DirectoryAttackTest {
    private static final String ALICE = CorpDirectory.ALICE_PASSWORD;

    private final AttackedBroker broker;
    private final TokenTalk talk;
    private boolean changed;

    DirectoryAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
        talk = new TokenTalk(broker);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    /** Each attack follows an honest sign-in, and no guess of another one counts any more. */
    @AfterEach
    void restore() {
        if (changed) {
            changed = false;
            broker.restoreConfiguration();
        }
    }

    private void reconfigure(String from, String to) {
        changed = true;
        broker.reconfigure("providers/directory.yaml", from, to);
    }

    @BeforeEach
    void honestTwins() {
        broker.clock.step(Duration.ofMinutes(15));
        broker.corp.shown();
        assertEquals(200, broker.sts(withPassword("alice", ALICE)).status());
        assertEquals(List.of(CorpDirectory.dn("alice") + " " + ALICE), broker.corp.shown());
    }

    @Test
    void personIsASessionInTheStsForm() {
        Wire.Reply reply = broker.sts(withPassword("alice@corp.example.com", ALICE));
        assertEquals(200, reply.status(), reply::toString);
        assertTrue(
                reply.body()
                        .startsWith(
                                "<AssumeRoleWithDirectoryResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
                                        + "<AssumeRoleWithDirectoryResult><Credentials><AccessKeyId>ASIA"),
                reply::toString);
        assertEquals("arn:daypass:sts::111122223333:assumed-role/Federated/alice", reply.element("Arn"));
        assertEquals("corp-ldap", reply.element("Provider"));
        assertEquals("ldap:///dc=corp,dc=example,dc=com", reply.element("Issuer"));
        assertFalse(reply.element("Subject").isEmpty());
        assertEquals(200, broker.whoAmI(broker.credentials(reply)).status());
    }

    @Test
    void personIsATokenThatCanBeRefreshed() {
        granted(desk(password("alice", ALICE)));
        Wire.Reply reply = talk.as("kiosk", with(password("CORP\\alice", ALICE), "provider", "corp-ldap"));
        granted(reply);
        granted(talk.as("kiosk", TokenTalk.refresh(TokenTalk.member(reply, "refresh_token"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "   ", "\0", "\0\0", "alices-pässword-1\0", "\t", "1025"})
    void l01NoPasswordNeverReachesTheDirectory(String text) {
        String none = text.equals("1025") ? "x".repeat(1_025) : text;
        refusedAtSts(Reason.PASSWORD_FORM, "InvalidIdentityToken", () -> withPassword("alice", none));
        if (none.isEmpty()) {
            talk.refused(Reason.PARAMETER_MISSING, "invalid_request", () -> desk(password("alice", none)));
        } else {
            talk.refused(Reason.PASSWORD_FORM, "invalid_grant", () -> desk(password("alice", none)));
        }
        assertEquals(List.of(), broker.corp.shown());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "a*",
                "*)(uid=*))(|(uid=*",
                "alice)(|(uid=*)",
                "alice)(objectClass=*",
                "\\2a",
                "\\61lice",
                "alice\\00",
                "(uid=alice)",
                "uid=alice,ou=people,dc=corp,dc=example,dc=com",
                "cn=broker,dc=corp,dc=example,dc=com",
                "EVIL\\alice",
                "CORP\\",
                "CORP\\*",
                "CORP\\CORP\\alice",
                "alice@evil.example.com",
                "alice@CORP",
                "${env:LDAP}",
                "\u0430lice",
                "alice\u200B",
                "' or 1=1 --",
                "../alice",
                "<alice>&amp;"
            })
    void l02OddNameIsNobody(String name) {
        refusedAtSts(Reason.PASSWORD_WRONG, "IDPRejectedClaim", () -> withPassword(name, ALICE));
        talk.refused(Reason.PASSWORD_WRONG, "invalid_grant", () -> desk(password(name, ALICE)));
        assertTrue(broker.corp.shown().stream().noneMatch(bind -> bind.startsWith(CorpDirectory.dn("alice"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice\0", "al\nice", "\u0007", " ", "alice\r\nX-Injected: 1", "321"})
    void l02NameThatNobodyCanHaveNeverReachesTheDirectory(String text) {
        String name = text.equals("321") ? "a".repeat(321) : text;
        refusedAtSts(
                name.length() > 256 ? Reason.PARAMETER_INVALID : Reason.PASSWORD_FORM,
                name.length() > 256 ? "ValidationError" : "InvalidIdentityToken",
                () -> withPassword(name, ALICE));
        talk.refused(Reason.PASSWORD_FORM, "invalid_grant", () -> desk(password(name, ALICE)));
        assertEquals(List.of(), broker.corp.shown());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "alices-password-1", "ALICES-PÄSSWORD-1", "alices-pässword-1 ", "x)(userPassword=*", "\\2a"
            })
    void l03OddPasswordIsWrong(String odd) {
        refusedAtSts(Reason.PASSWORD_WRONG, "IDPRejectedClaim", () -> withPassword("alice", odd));
        talk.refused(Reason.PASSWORD_WRONG, "invalid_grant", () -> desk(password("alice", odd)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "arn:daypass:iam::111122223333:directory/*|PROVIDER_UNKNOWN|InvalidIdentityToken",
                "arn:daypass:iam::111122223333:directory/|PROVIDER_UNKNOWN|InvalidIdentityToken",
                "arn:daypass:iam::111122223333:directory/../corp-ldap|PROVIDER_UNKNOWN|InvalidIdentityToken",
                "arn:daypass:iam::111122223333:directory/CORP-LDAP|PROVIDER_UNKNOWN|InvalidIdentityToken",
                "arn:daypass:iam::111122223333:directory/corp|PROVIDER_MISMATCH|AccessDenied",
                "arn:daypass:iam::111122223333:directory/corp-oidc|PROVIDER_MISMATCH|AccessDenied",
                "arn:daypass:iam::111122223333:saml-provider/corp-ldap|PROVIDER_UNKNOWN|InvalidIdentityToken",
                "arn:daypass:iam::111122223333:oidc-provider/corp-ldap|PROVIDER_UNKNOWN|InvalidIdentityToken",
                "corp-ldap-and-some-more-text|PROVIDER_UNKNOWN|InvalidIdentityToken",
                "arn:daypass:iam::444455556666:directory/corp-ldap|PROVIDER_MISMATCH|AccessDenied",
                "arn:aws:iam::111122223333:directory/corp-ldap|PROVIDER_MISMATCH|AccessDenied"
            })
    void s88ForeignDirectoryIsRefused(String arn, Reason reason, String code) {
        refusedAtSts(reason, code, () -> with(withPassword("alice", ALICE), "ProviderArn", arn));
    }

    @Test
    void s88ProofOfAnotherKindIsRefused() {
        String directory = AttackedBroker.ACCOUNT + "directory/corp-ldap";
        assertEquals(200, broker.sts(AttackedBroker.withSaml(broker.response())).status());
        refusedAtSts(
                Reason.PROVIDER_UNKNOWN,
                "InvalidIdentityToken",
                () -> with(AttackedBroker.withSaml(broker.response()), "PrincipalArn", directory));
        refusedAtSts(
                Reason.PROVIDER_MISMATCH,
                "AccessDenied",
                () -> with(
                        AttackedBroker.withSaml(broker.response()),
                        "PrincipalArn",
                        AttackedBroker.ACCOUNT + "saml-provider/corp-ldap"));
    }

    @ParameterizedTest
    @CsvSource({
        "corp,PROVIDER_MISMATCH",
        "corp-oidc,PROVIDER_MISMATCH",
        "*,PROVIDER_UNKNOWN",
        "../corp-ldap,PROVIDER_UNKNOWN",
        "CORP-LDAP,PROVIDER_UNKNOWN",
        "corp-ldap;corp,PROVIDER_UNKNOWN"
    })
    void s88ForeignProviderIsRefusedToAClient(String provider, Reason reason) {
        talk.refused(reason, "invalid_grant", () -> desk(with(password("alice", ALICE), "provider", provider)));
        assertEquals(List.of(), broker.corp.shown());
    }

    @Test
    void x03DirectoryOfAnotherClientIsRefused() {
        reconfigure(
                "corp-ldap:",
                "other-ldap: { type: directory, urls: [\"" + broker.corp.url() + "\"], baseDn: \"" + CorpDirectory.BASE
                        + "\" }\ncorp-ldap:");
        talk.refused(
                Reason.CLIENT_NOT_ALLOWED,
                "unauthorized_client",
                () -> desk(with(password("alice", ALICE), "provider", "other-ldap")));
        assertEquals(List.of(), broker.corp.shown());
        granted(desk(password("alice", ALICE)));
    }

    @Test
    void x03ClientWithoutTheGrantIsRefused() {
        for (String client : List.of("shop", "plain", "reports")) {
            talk.refused(
                    Reason.CLIENT_NOT_ALLOWED, "unauthorized_client", () -> talk.as(client, password("alice", ALICE)));
        }
        assertEquals(List.of(), broker.corp.shown());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "subject_token",
                "assertion",
                "refresh_token",
                "actor_token",
                "subject_token_type",
                "code",
                "usernam",
                "pasword"
            })
    void x04ParameterOfAnotherGrantIsRefused(String name) {
        talk.refused(
                Reason.PARAMETER_INVALID, "invalid_request", () -> desk(with(password("alice", ALICE), name, "x")));
        assertEquals(List.of(), broker.corp.shown());
    }

    @Test
    void x04ParametersOfThisGrantAreRefusedElsewhere() {
        Supplier<Map<String, String>> honest = () -> TokenTalk.exchange("id_token", broker.token());
        granted(talk.as("shop", honest.get()));
        for (String name : List.of("username", "password", "provider")) {
            talk.refused(
                    Reason.PARAMETER_INVALID,
                    "invalid_request",
                    () -> talk.as("shop", with(honest.get(), name, "corp-ldap")));
            talk.refused(
                    Reason.PARAMETER_INVALID,
                    "invalid_request",
                    () -> talk.as("plain", Map.of("grant_type", "client_credentials", name, "corp-ldap")));
        }
        for (String name : List.of("username", "password")) {
            talk.refused(
                    Reason.PARAMETER_MISSING, "invalid_request", () -> desk(without(password("alice", ALICE), name)));
        }
    }

    @Test
    void passwordAndTicketAtOnceAreRefused() {
        for (Map<String, String> call : List.of(
                with(withPassword("alice", ALICE), "KerberosTicket", "YII="),
                with(without(withPassword("alice", ALICE), "Username"), "KerberosTicket", "YII="),
                with(without(withPassword("alice", ALICE), "Password"), "KerberosTicket", "YII="),
                without(withPassword("alice", ALICE), "Username"),
                without(withPassword("alice", ALICE), "Password"),
                without(withPassword("alice", ALICE), "ProviderArn"),
                with(withPassword("alice", ALICE), "Pasword", "x"),
                with(withPassword("alice", ALICE), "SAMLAssertion", "PHg+"),
                with(withPassword("alice", ALICE), "RoleSessionName", "mallory"))) {
            refusedAtSts(Reason.PARAMETER_INVALID, "ValidationError", () -> call);
        }
        assertEquals(List.of(), broker.corp.shown());
    }

    @Test
    void w09PasswordInAnUrlIsRefused() {
        String query = Wire.form(withPassword("alice", ALICE));
        Wire.Reply got = Wire.get(broker.port(), "/?" + query, List.of());
        assertEquals("MalformedQueryString", got.code(), got::toString);
        Wire.Reply both = Wire.post(broker.port(), "/?" + query, Wire.FORM, List.of(), "Action=GetCallerIdentity");
        assertEquals("MalformedQueryString", both.code(), both::toString);
        Wire.Reply token = Wire.post(
                broker.port(),
                "/oauth/token?" + Wire.form(password("alice", ALICE)),
                Wire.FORM,
                List.of(TokenTalk.basic("desk", "DESK")),
                Wire.form(password("alice", ALICE)));
        assertEquals("invalid_request", token.code(), token::toString);
        assertEquals(List.of(), broker.corp.shown());
    }

    @Test
    void s79DisabledDirectoryIsRefused() {
        reconfigure("enabled: true", "enabled: false");
        refusedAtSts(Reason.PROVIDER_DISABLED, "InvalidIdentityToken", () -> withPassword("alice", ALICE));
        talk.refused(Reason.PROVIDER_DISABLED, "invalid_grant", () -> desk(password("alice", ALICE)));
        assertEquals(List.of(), broker.corp.shown());
    }

    @Test
    void s79BlockedSubjectIsRefused() {
        String subject = broker.sts(withPassword("alice", ALICE)).element("Subject");
        reconfigure("enabled: true", "enabled: true\n  blockedSubjects: [\"" + subject + "\"]");
        refusedAtSts(Reason.SUBJECT_DISABLED, "AccessDenied", () -> withPassword("alice", ALICE));
        assertEquals(
                200, broker.sts(withPassword("bob", CorpDirectory.BOB_PASSWORD)).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Retired", "Ungranted", "Untrusting", "Operator", "Missing"})
    void t34RoleThatMayNotBeTakenIsDeniedAlike(String role) {
        Wire.Reply reply = broker.sts(withPassword("alice", ALICE, role));
        assertEquals(403, reply.status(), reply::toString);
        assertEquals("AccessDenied", reply.code());
        Refused.inForm(reply);
    }

    private Wire.Reply desk(Map<String, String> form) {
        return talk.as("desk", form);
    }

    /** Refused in the STS's form for this reason, with one entry in the audit and nothing issued. */
    private void refusedAtSts(Reason reason, String code, Supplier<Map<String, String>> call) {
        Holdings before = broker.holdings();
        Wire.Reply reply = broker.sts(new LinkedHashMap<>(call.get()));
        Refused.inForm(reply);
        assertEquals(code, reply.code(), () -> reply + " audited as " + broker.audit.of(reply));
        List<String> told = broker.audit.of(reply).stream()
                .filter(entry -> entry.outcome().equals("REFUSED"))
                .map(AuditTrail.Entry::reason)
                .toList();
        assertEquals(List.of(reason.name()), told);
        assertEquals(before.sessions(), broker.holdings().sessions(), "a session was issued");
    }
}
