package dev.daypass.testkit.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The peers themselves work, so that a failure elsewhere is ours. */
final class PeersTest {
    @TempDir
    Path directory;

    @Test
    void simpleSamlPhpSignsAliceIn() {
        try (var idp = SimpleSamlPhp.start(directory, "http://127.0.0.1:1/sp", "http://127.0.0.1:1/acs")) {
            String response = new String(
                    Base64.getMimeDecoder().decode(idp.response("alice", "correct-horse")), StandardCharsets.UTF_8);
            assertTrue(response.contains("alice@corp.example.com"));
        }
    }

    @Test
    void theOpenIdProviderSignsAliceIn() {
        try (var provider = OpenIdPeer.start(directory)) {
            assertEquals(3, provider.idToken("alice").split("\\.").length);
        }
    }

    @Test
    void sambaSignsAliceInAndTellsItsGroups() {
        try (var domain = SambaDomain.start(directory)) {
            domain.kinit("alice", directory.resolve("tickets"));
            assertTrue(Files.exists(directory.resolve("tickets")));
            String alice = domain.search("(sAMAccountName=alice)", "memberOf");
            assertTrue(alice.contains("memberOf: CN=Platform,OU=Groups," + domain.baseDn()), alice);
            assertTrue(alice.contains("memberOf: CN=R&D\\, (East) *Lab*,OU=Groups," + domain.baseDn()), alice);
        }
    }

    @Test
    void openLdapTellsGroupsAndTakesChangesAlsoThroughAWire() {
        try (var ldap = OpenLdap.start(directory);
                var wire = TcpRelay.to("127.0.0.1", ldap.ldap().getPort())) {
            ldap.modify(
                    "dn: uid=bob,ou=People," + ldap.baseDn() + "\nchangetype: modify\nreplace: title\ntitle: Head\n");
            assertTrue(ldap.search("(uid=bob)", "title").contains("title: Head"));
            assertTrue(answers(wire));
            wire.cut();
            assertFalse(answers(wire));
            wire.mend();
            assertTrue(answers(wire));
        }
    }

    /** An anonymous search of what everybody may see. */
    private boolean answers(TcpRelay wire) {
        var command = List.of("ldapsearch", "-x", "-H", "ldap://127.0.0.1:" + wire.port(), "-s", "base", "-b", "");
        return ToolRun.of(directory, Map.of(), "", command).exitCode() == 0;
    }
}
