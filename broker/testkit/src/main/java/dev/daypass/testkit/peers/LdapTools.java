package dev.daypass.testkit.peers;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** OpenLDAP's command line clients, with which tests change and read what the broker shall notice. */
record LdapTools(Path directory, URI server, Path authority, Caller caller) {
    /** Whom to bind as. */
    record Caller(String name, String password) {}

    /** Applies change records (RFC 2849), all or up to the first that fails. */
    void modify(String ldif) {
        run(List.of("ldapmodify"), List.of(), ldif);
    }

    /** What matches below a base, as LDIF without wrapped lines. */
    String search(String baseDn, String filter, String... attributes) {
        var asked = new ArrayList<>(List.of(filter));
        asked.addAll(Arrays.asList(attributes));
        return run(List.of("ldapsearch", "-LLL", "-o", "ldif-wrap=no", "-b", baseDn), asked, "");
    }

    private String run(List<String> program, List<String> last, String input) {
        var command = new ArrayList<>(program);
        command.addAll(List.of("-x", "-H", server.toString(), "-D", caller.name(), "-w", caller.password()));
        command.addAll(last);
        return ToolRun.of(directory, Map.of("LDAPTLS_CACERT", authority.toString()), input, command)
                .orThrow();
    }
}
