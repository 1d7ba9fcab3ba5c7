package dev.daypass.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.interop.DirectorySignIn.Answer;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** People of slapd, reached by StartTLS, whose groups are found one by one. */
@ExtendWith(WithDirectories.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OpenLdapIT {
    private final DirectorySignIn people;
    private final String password;

    OpenLdapIT(Directories directories) {
        this.people = directories.signIn();
        this.password = directories.ldap().userPassword();
    }

    @ParameterizedTest
    @CsvSource({
        "alice, alice.archer@example.org",
        "alice.archer@example.org, alice.archer@example.org",
        "zoe, zoe.mueller@example.org",
        "o'neil*(ops), pat.oneil@example.org"
    })
    void peopleSignInWithWhateverTheirNamesAreMadeOf(String name, String session) {
        Answer answer = people.reader("corp-ldap", name, password);
        assertEquals(200, answer.status(), answer.body());
        assertTrue(answer.sessionName().startsWith(session + "="), answer.body());
    }

    @Test
    void nestedGroupsAreFound() {
        assertEquals(Set.of("in-platform", "in-engineers", "in-staff", "in-r-d-east-lab"), groups("alice"));
    }

    @Test
    void groupsInACircleAreEachFoundOnce() {
        assertEquals(Set.of("in-loop-a", "in-loop-b"), groups("carol"));
    }

    @ParameterizedTest
    @CsvSource({"lena, ACCOUNT_LOCKED", "mia, PASSWORD_MUST_CHANGE", "otto, PASSWORD_EXPIRED"})
    void whoMayNotSignInIsRefused(String name, String reason) {
        Answer answer = people.reader("corp-ldap", name, password);
        assertEquals("IDPRejectedClaim", answer.errorCode(), answer.body());
        assertEquals(reason, reason(answer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "nobody", "*"})
    void wrongPasswordIsRefused(String name) {
        Answer answer = people.reader("corp-ldap", name, "Wr0ng-Passw0rd!");
        assertEquals("PASSWORD_WRONG", reason(answer), answer.body());
    }

    /** This server takes a name with an empty password for anybody, and says yes. */
    @Test
    void emptyPasswordNeverReachesTheServer() {
        HttpResponse<String> answer = token(Map.of("username", "alice", "password", ""));
        assertEquals(400, answer.statusCode(), answer.body());
        assertEquals(400, people.reader("corp-ldap", "alice", "").status());
    }

    @Test
    void passwordIsGrantedATokenOfAnOAuthClient() {
        HttpResponse<String> answer = token(Map.of("username", "alice", "password", password));
        assertEquals(200, answer.statusCode(), answer.body());
        HttpResponse<String> wrong = token(Map.of("username", "alice", "password", "Wr0ng-Passw0rd!"));
        assertEquals(400, wrong.statusCode(), wrong.body());
        assertTrue(wrong.body().contains("invalid_grant"), wrong.body());
    }

    private HttpResponse<String> token(Map<String, String> proof) {
        var form = new HashMap<>(proof);
        form.put("grant_type", "urn:daypass:grant:directory");
        form.put("client_id", "desk");
        form.put("client_secret", ServedBroker.secret("desk"));
        form.put("provider", "corp-ldap");
        form.put("resource", DirectorySignIn.role("Reader"));
        return people.send(people.form("/oauth/token", form));
    }

    private String reason(Answer answer) {
        return people.audited(answer, "SIGN_IN").get("reason").stringValue();
    }

    private Set<String> groups(String name) {
        Answer answer = people.reader("corp-ldap", name, password);
        assertEquals(200, answer.status(), answer.body());
        var groups = new TreeSet<String>();
        JsonNode rules = people.audited(answer, "ASSUME_ROLE").get("facts").get("rules");
        rules.valueStream()
                .map(JsonNode::stringValue)
                .filter(rule -> rule.startsWith("in-"))
                .forEach(groups::add);
        return groups;
    }
}
