package dev.daypass.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.application.RolePattern;
import dev.daypass.core.application.Tile;
import dev.daypass.core.snapshot.Contact;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.core.source.Finding;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people see of applications, and who helps them, is read as written. */
final class TileReaderTest {
    private static final String LINK = "\"type\": \"link\", \"launch\": \"https://grafana.example.com/login\"";

    @Test
    void linkIsATileAndNoClient() {
        Snapshot snapshot = snapshot(apps("\"grafana\": {" + LINK
                + ", \"label\": \"Grafana\", \"description\": \"Boards\", \"who\": {\"roles\": [\"prod/*\"]}}"));
        Tile tile = snapshot.tiles().get(0);
        assertEquals("grafana", tile.name());
        assertEquals("Grafana", tile.label());
        assertEquals("Boards", tile.description());
        assertEquals(URI.create("https://grafana.example.com/login"), tile.launch());
        assertEquals(List.of(new RolePattern("prod/*")), tile.who().roles());
        assertEquals(Optional.empty(), snapshot.application("grafana"));
    }

    @Test
    void clientIsATileWhereItIsOpened() {
        String client = "\"type\": \"oauth\", \"authentication\": {\"method\": \"none\"}, \"grants\": [\"jwt-bearer\"],"
                + " \"providers\": [\"ci\"], \"roles\": [\"prod/Reader\"]";
        assertEquals(List.of(), snapshot(apps("\"agent\": {" + client + "}")).tiles());
        Snapshot opened = snapshot(apps("\"agent\": {" + client + ", \"launch\": \"https://agent.example.com/\"}"));
        assertEquals("agent", opened.tiles().get(0).label());
        assertTrue(opened.application("agent").isPresent());
    }

    @Test
    void disabledLinkIsNoTile() {
        assertEquals(
                List.of(),
                snapshot(apps("\"x\": {" + LINK + ", \"enabled\": false}")).tiles());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"type\": \"link\"|missing-key",
                "\"type\": \"link\", \"launch\": \"http://intranet.example.com\"|insecure-address",
                "\"type\": \"link\", \"launch\": \"javascript:alert(1)\"|not-an-address",
                "\"type\": \"link\", \"launch\": \"https://a:b@x.example.com\"|not-an-address",
                "\"type\": \"link\", \"site\": \"wiki.example.com\"|unknown-site",
                "\"type\": \"link\", \"launch\": \"https://x.example.com\", \"site\": \"x\"|launch-and-site",
                "\"type\": \"link\", \"launch\": \"https://x.example.com\", \"grants\": []|unknown-key",
                "\"type\": \"links\"|unknown-word",
                "\"type\": \"link\", \"launch\": \"https://x.example.com\", \"label\": \"a\\u202eb\"|bad-label",
                "\"type\": \"link\", \"launch\": \"https://x.example.com\", \"who\": {\"providers\": [\"nobody\"]}|unknown-provider",
                "\"type\": \"link\", \"launch\": \"https://x.example.com\", \"who\": {\"roles\": [\"prod/None\"]}|unknown-role"
            })
    void whatCannotBeOpenedIsFound(String members, String code) {
        List<String> found = apps("\"x\": {" + members + "}").findings().stream()
                .map(Finding::code)
                .toList();
        assertTrue(found.contains(code), found::toString);
    }

    @Test
    void conditionThatCannotBeReadIsFoundAtItsPlace() {
        Finding finding = apps("\"x\": {" + LINK + ", \"who\": {\"when\": \"user.nothing == \"}}")
                .findings()
                .get(0);
        assertTrue(finding.source().toString().startsWith("apps/apps.yaml:1:"), finding::toString);
    }

    @Test
    void siteIsOpenedAtItsAddress() {
        Configuration configuration = Configs.with(Map.of(
                "apps/apps.yaml",
                "{\"wiki\": {\"type\": \"link\", \"site\": \"wiki.example.com\"}}",
                "daypass.yaml",
                """
                {"issuer": "https://broker.example.com", "listen": {"port": 8443}, "store": "jdbc:h2:mem:x",
                 "accounts": {"111122223333": {"alias": "prod"}}, "forwardAuth": {"wiki.example.com": {}},
                 "contact": {"name": "Access desk", "mail": "access@example.com", "page": "https://help.example.com/"}}
                """));
        Snapshot snapshot = snapshot(configuration);
        assertEquals(
                URI.create("https://wiki.example.com/"), snapshot.tiles().get(0).launch());
        assertEquals(
                Optional.of(new Contact(
                        "Access desk",
                        Optional.of("access@example.com"),
                        Optional.of(URI.create("https://help.example.com/")))),
                snapshot.contact());
    }

    private static Configuration apps(String members) {
        return Configs.with(Map.of("apps/apps.yaml", "{" + members + "}"));
    }

    private static Snapshot snapshot(Configuration configuration) {
        return configuration.snapshot(Configs.ids(1)).orElseThrow(() -> new AssertionError(configuration.findings()));
    }
}
