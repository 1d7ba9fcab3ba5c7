package dev.daypass.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.interop.DirectorySignIn.Answer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody signed in at a workstation of a real domain gets a session without typing anything. */
@ExtendWith(WithDirectories.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KerberosIT {
    private static final String HOST = "broker.corp.example.com";
    private static final String ENTRANCE = "/kerberos/corp-ad/login";

    private final Directories directories;
    private final DirectorySignIn broker;
    private final Workstation alice;

    KerberosIT(Directories directories) throws IOException {
        this.directories = directories;
        this.broker = directories.signIn();
        this.alice = workstation("alice");
    }

    @Test
    void curlTurnsATicketIntoKeysThatWork() {
        Workstation.Page page = alice.get(
                HOST,
                directories.broker().endpoint(),
                ENTRANCE,
                "--data-urlencode",
                "RoleArn=" + DirectorySignIn.role("Reader"));
        assertEquals(200, page.status(), page.body());
        var keys = new Answer(page.status(), page.body()).keys();
        String arn = new AwsSdk(directories.broker().endpoint()).whoAmI(keys);
        assertTrue(arn.contains("assumed-role/Reader/alice.archer@example.com="), arn);
    }

    @Test
    void curlIsToldWhoOneIsAndWhatOneMayTake() {
        Workstation.Page page =
                alice.get(HOST, directories.broker().endpoint(), ENTRANCE, "-H", "Accept: application/json");
        assertEquals(200, page.status(), page.body());
        assertTrue(page.body().contains(DirectorySignIn.role("Reader")), page.body());
    }

    @Test
    void whoBringsNothingIsAskedForATicket() {
        HttpResponse<String> asked =
                broker.send(broker.form(ENTRANCE, Map.of("RoleArn", DirectorySignIn.role("Reader"))));
        assertEquals(401, asked.statusCode(), asked.body());
        assertEquals("Negotiate", asked.headers().firstValue("WWW-Authenticate").orElse("nothing"));
    }

    @Test
    void ticketIsTakenOnceWhereverItComesIn() throws IOException {
        String ticket = alice.ticketFor(HOST);
        assertEquals(200, broker.readerByTicket("corp-ad", ticket).status());

        Answer again = broker.readerByTicket("corp-ad", ticket);
        assertEquals("PROOF_REPLAYED", reason(again), again.body());
        HttpResponse<String> elsewhere =
                broker.send(broker.form(ENTRANCE, Map.of("RoleArn", DirectorySignIn.role("Reader")))
                        .header("Authorization", "Negotiate " + ticket));
        assertEquals("PROOF_REPLAYED", reason(new Answer(elsewhere.statusCode(), elsewhere.body())));
    }

    @Test
    void ticketForAnotherServiceIsRefused() throws IOException {
        directories.domain().addPerson("elsewhere", "servicePrincipalName: HTTP/elsewhere.corp.example.com");
        Answer honest = broker.readerByTicket("corp-ad", alice.ticketFor(HOST));
        assertEquals(200, honest.status(), honest.body());

        Answer answer = broker.readerByTicket("corp-ad", alice.ticketFor("elsewhere.corp.example.com"));
        assertEquals("TICKET_INVALID", reason(answer), answer.body());
    }

    @Test
    void ticketThatOurKeysDoNotOpenIsRefused() throws IOException {
        Answer answer = broker.readerByTicket("ad-other-key", alice.ticketFor(HOST));
        assertEquals("TICKET_INVALID", reason(answer), answer.body());
    }

    @Test
    void ntlmIsRefusedInClearWords() {
        byte[] negotiate = "NTLMSSP\0\1\0\0\0\7\u0082\b\0".getBytes(StandardCharsets.ISO_8859_1);
        HttpRequest.Builder form = broker.form(ENTRANCE, Map.of("RoleArn", DirectorySignIn.role("Reader")))
                .header("Authorization", "Negotiate " + Base64.getEncoder().encodeToString(negotiate));
        HttpResponse<String> refused = broker.send(form);
        var answer = new Answer(refused.statusCode(), refused.body());
        assertEquals("TICKET_MECHANISM", reason(answer), answer.body());
        assertTrue(answer.errorMessage().contains("NTLM"), answer.body());
    }

    @Test
    void ticketOfWhoWasDisabledSinceIsRefused() throws IOException {
        String dn = directories.domain().addPerson("former");
        Workstation former = workstation("former");
        assertEquals(
                200, broker.readerByTicket("corp-ad", former.ticketFor(HOST)).status());
        directories.domain().replace(dn, "userAccountControl", "514");
        Answer answer = broker.readerByTicket("corp-ad", former.ticketFor(HOST));
        assertEquals("ACCOUNT_DISABLED", reason(answer), answer.body());
    }

    @Test
    void ticketIsExchangedForATokenOfAnOAuthClient() throws IOException {
        HttpResponse<String> answer = broker.send(broker.form(
                "/oauth/token",
                Map.of(
                        "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
                        "client_id", "desk",
                        "client_secret", ServedBroker.secret("desk"),
                        "subject_token_type", "urn:daypass:token-type:kerberos",
                        "subject_token", alice.ticketFor(HOST),
                        "provider", "corp-ad",
                        "resource", DirectorySignIn.role("Reader"))));
        assertEquals(200, answer.statusCode(), answer.body());
        JsonNode token = JsonMapper.shared().readTree(answer.body());
        assertEquals("Bearer", token.get("token_type").stringValue());
    }

    /** Our own client, with the ticket and with the password of the same person; each profile needs one line for it. */
    @Test
    void ourOwnCommandLineSignsInByTicketAndByPassword() throws IOException {
        var desk = new WorkDesk(directories.workplace("terminal"));
        String common =
                ":\n  url: " + directories.broker().endpoint() + "\n  role: " + DirectorySignIn.role("Reader") + "\n";
        Files.writeString(
                desk.home().resolve("profiles.yaml"),
                "desk" + common + "  kerberos: corp-ad\n  servicePrincipal: "
                        + directories.domain().principal() + "\n"
                        + "typed" + common + "  directory: corp-ad\n  username: CORP\\alice\n");
        String home = desk.home().toString();

        Command.Result unasked =
                desk.daypass(alice.environment(), "credentials", "--config-home", home, "--profile", "desk");
        assertEquals(0, unasked.exitCode(), unasked.output());
        assertTrue(unasked.output().contains("\"AccessKeyId\""), unasked.output());
        Command.Result login =
                desk.daypass(alice.environment(), "login", "--config-home", home, "--kerberos", "--profile", "desk");
        assertEquals(0, login.exitCode(), login.output());

        String daypass = String.join(" ", WorkDesk.daypass());
        Command.Result typed = desk.shell("printf %s '" + directories.domain().userPassword() + "' | " + daypass
                + " login --config-home " + home + " --directory --profile typed --password-stdin");
        assertEquals(0, typed.exitCode(), typed.output());
        String whoAmI = " exec --config-home " + home + " --profile typed -- aws --endpoint-url "
                + directories.broker().endpoint() + " sts get-caller-identity";
        Command.Result identity = desk.shell(daypass + whoAmI);
        assertTrue(identity.output().contains("assumed-role/Reader/alice.archer@example.com="), identity.output());

        Command.Result stranger = desk.daypass(
                Map.of("KRB5CCNAME", desk.home().resolve("no-tickets").toString()),
                "login",
                "--config-home",
                home,
                "--kerberos",
                "--profile",
                "desk");
        assertEquals(1, stranger.exitCode(), stranger.output());
        assertTrue(stranger.output().contains("kinit"), stranger.output());
    }

    private Workstation workstation(String person) throws IOException {
        return Workstation.of(directories.domain(), person, directories.workplace(person));
    }

    private String reason(Answer answer) {
        return broker.audited(answer, "SIGN_IN").get("reason").stringValue();
    }
}
