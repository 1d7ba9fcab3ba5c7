package dev.daypass.adapters.directory.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import dev.daypass.core.outcome.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** L05: wherever a directory refers to, nobody goes there. */
final class ReferralTest {
    @Test
    void L05referralsAreNotFollowed() throws LDAPException {
        try (BadServer trap = BadServer.that(BadServer.Manner.SILENT);
                Tree tree = Tree.plant()) {
            tree.person("alice");
            tree.group("Staff", Tree.dn("alice"));
            tree.add(new Entry(
                    "OU=Elsewhere," + Settings.BASE,
                    new Attribute("objectClass", "referral", "extensibleObject"),
                    new Attribute(
                            "ref", trap.url() + "/" + Settings.BASE, tree.url() + "/OU=Elsewhere," + Settings.BASE)));
            try (Door door = Door.to(tree.settings())) {
                assertEquals(
                        List.of("Staff"),
                        door.enters("alice", Tree.PASSWORD).attributes().texts("groups"));
                tree.verdicts.put(
                        Tree.dn("alice"), new LDAPException(ResultCode.REFERRAL, "elsewhere", null, new String[] {
                            trap.url() + "/" + Settings.BASE
                        }));
                assertEquals(Reason.DIRECTORY_UNREACHABLE, door.refusal("alice", Tree.PASSWORD));
                assertEquals(0, trap.visitors.get());
            }
        }
    }
}
