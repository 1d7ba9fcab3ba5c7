package dev.daypass.architecture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The house stands as its plan says; each rule is first shown to bite. Its classes are read once, for all rules. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ArchitectureTest {
    private static final String[] PRODUCT = {
        "dev.daypass.core..", "dev.daypass.server..", "dev.daypass.adapters..", "dev.daypass.resourceserver.."
    };
    private static final String SEEDED = "dev.daypass.architecture.seeded..";

    /** Where a secret's text is needed: to judge its form, compute a signature, open a connection, answer its owner. */
    private static final List<String> MAY_REVEAL = List.of(
            "dev.daypass.core.signin.SignatureKey",
            "dev.daypass.core.secret.Secret",
            "dev.daypass.core.config.",
            "dev.daypass.core.grant.",
            "dev.daypass.core.login.",
            "dev.daypass.core.terminal.",
            "dev.daypass.core.token.",
            "dev.daypass.adapters.",
            "dev.daypass.server.sts.",
            "dev.daypass.server.portal.",
            "dev.daypass.server.oauth.",
            "dev.daypass.server.identitycenter.",
            "dev.daypass.server.signin.",
            "dev.daypass.server.forwardauth.SiteDoor",
            "dev.daypass.server.cli.ExecCommand",
            "dev.daypass.server.client.",
            "dev.daypass.server.demo.",
            "dev.daypass.server.wiring.");

    private final JavaClasses house = new ClassFileImporter()
            .withImportOption(location -> !location.contains("test-classes"))
            .importPackages(
                    "dev.daypass.core", "dev.daypass.server", "dev.daypass.adapters", "dev.daypass.resourceserver");
    private final JavaClasses seeded = new ClassFileImporter().importPackages("dev.daypass.architecture.seeded");

    @Test
    void theHouseWasFound() {
        for (String room : List.of(
                "core.exchange.Exchange",
                "adapters.saml.SamlAdapter",
                "adapters.directory.DirectoryAdapter",
                "server.wiring.ServerSettings",
                "resourceserver.ResourceServer")) {
            assertTrue(house.contain("dev.daypass." + room), room);
        }
    }

    @Test
    void theCoreUsesItsFewLibrariesOnly() {
        bites(Rules.coreUsesItsFewLibrariesOnly(SEEDED));
        Rules.coreUsesItsFewLibrariesOnly("dev.daypass.core..").check(house);
    }

    @Test
    void roomsOfTheCoreStandInOrder() {
        Rules.roomsOfTheCoreStandInOrder().check(house);
    }

    @Test
    void onlyWiringKnowsAdapters() {
        bites(Rules.onlyWiringKnowsAdapters(SEEDED));
        Rules.onlyWiringKnowsAdapters("dev.daypass.server..").check(house);
    }

    @Test
    void anAdapterKnowsOnlyTheCore() {
        bites(Rules.adapterKnowsOnlyTheCore(SEEDED));
        for (String adapter : List.of("saml", "oidc", "store", "directory")) {
            Rules.adapterKnowsOnlyTheCore("dev.daypass.adapters." + adapter + "..")
                    .check(house);
        }
    }

    @Test
    void theLibraryOfServicesKnowsNobody() {
        bites(Rules.libraryOfServicesKnowsNobody(SEEDED));
        Rules.libraryOfServicesKnowsNobody("dev.daypass.resourceserver..").check(house);
    }

    @Test
    void serversStayInTheirRoomsOfTheLibrary() {
        bites(Rules.serversStayInTheirRooms(SEEDED));
        Rules.serversStayInTheirRooms(
                        "dev.daypass.resourceserver",
                        "dev.daypass.resourceserver.broker..",
                        "dev.daypass.resourceserver.decision..",
                        "dev.daypass.resourceserver.jose..",
                        "dev.daypass.resourceserver.json..",
                        "dev.daypass.resourceserver.outcome..",
                        "dev.daypass.resourceserver.proof..",
                        "dev.daypass.resourceserver.settings..",
                        "dev.daypass.resourceserver.token..")
                .check(house);
    }

    @Test
    void nobodyKnowsTheLibraryOfServices() {
        bites(Rules.nobodyKnowsTheLibraryOfServices(SEEDED));
        Rules.nobodyKnowsTheLibraryOfServices("dev.daypass.core..", "dev.daypass.server..", "dev.daypass.adapters..")
                .check(house);
    }

    @Test
    void onlyVerifiersMakeIdentities() {
        bites(Rules.onlyVerifiersMakeIdentities(SEEDED));
        Rules.onlyVerifiersMakeIdentities(PRODUCT).check(house);
    }

    @Test
    void fewRevealSecrets() {
        bites(Rules.fewRevealSecrets(MAY_REVEAL, SEEDED));
        Rules.fewRevealSecrets(MAY_REVEAL, PRODUCT).check(house);
    }

    @Test
    void timeAndChanceAreGiven() {
        bites(Rules.timeAndChanceAreGiven(SEEDED));
        Rules.timeAndChanceAreGiven(PRODUCT).check(house);
    }

    @Test
    void xmlStaysInItsRoom() {
        bites(Rules.xmlStaysInItsRoom(SEEDED));
        Rules.xmlStaysInItsRoom(
                        "dev.daypass.core..",
                        "dev.daypass.server..",
                        "dev.daypass.adapters.oidc..",
                        "dev.daypass.adapters.directory..",
                        "dev.daypass.adapters.store..")
                .check(house);
    }

    @Test
    void oneClassMakesXmlParsers() {
        bites(Rules.oneClassMakesXmlParsers(SEEDED));
        Rules.oneClassMakesXmlParsers(PRODUCT).check(house);
    }

    @Test
    void theClientLoadsNoServer() {
        bites(Rules.theClientLoadsNoServer(SEEDED));
        Rules.theClientLoadsNoServer("dev.daypass.server.client..")
                .allowEmptyShould(true)
                .check(house);
    }

    @Test
    void namesSayWhatThingsAre() {
        bites(Rules.namesSayWhatThingsAre(SEEDED));
        Rules.namesSayWhatThingsAre(PRODUCT).check(house);
    }

    @Test
    void staticFieldsAreFinal() {
        bites(Rules.fieldsAreFinal(SEEDED));
        Rules.fieldsAreFinal(PRODUCT).check(house);
    }

    @Test
    void packagesAreNullMarked() {
        bites(Rules.packagesAreNullMarked("dev.daypass.architecture.seeded.unmarked.."));
        Rules.packagesAreNullMarked(PRODUCT).check(house);
    }

    private void bites(ArchRule rule) {
        assertTrue(rule.evaluate(seeded).hasViolation(), () -> "nothing seeded breaks: " + rule.getDescription());
    }
}
