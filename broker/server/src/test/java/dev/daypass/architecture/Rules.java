package dev.daypass.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.secret.Secret;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The rules of the house (see the architecture page). */
final class Rules {
    private Rules() {}

    static ArchRule coreUsesItsFewLibrariesOnly(String... core) {
        return noClasses()
                .that()
                .resideInAnyPackage(core)
                .should()
                .dependOnClassesThat(describe(
                        "are no part of the core's libraries",
                        target -> !resideInAnyPackage(
                                                "dev.daypass.core..",
                                                "java.lang..",
                                                "java.util..",
                                                "java.time..",
                                                "java.math..",
                                                "java.text..",
                                                "java.security..",
                                                "javax.crypto..",
                                                "org.jspecify..",
                                                "dev.cel..",
                                                "com.google.common..",
                                                "com.google.protobuf..",
                                                "com.google.re2j..",
                                                "tools.jackson.core..",
                                                "")
                                        .test(target)
                                && !HARMLESS.contains(target.getName())));
    }

    /** Values and in-memory streams of packages that otherwise stand for I/O. */
    private static final Set<String> HARMLESS = Set.of(
            "java.net.URI",
            "java.net.URISyntaxException",
            "java.net.InetAddress",
            "java.net.UnknownHostException",
            "java.nio.ByteBuffer",
            "java.nio.CharBuffer",
            "java.nio.charset.Charset",
            "java.nio.charset.CharsetEncoder",
            "java.nio.charset.CharsetDecoder",
            "java.nio.charset.CodingErrorAction",
            "java.nio.charset.CharacterCodingException",
            "java.nio.charset.StandardCharsets",
            "javax.naming.InvalidNameException",
            "javax.naming.ldap.LdapName",
            "javax.naming.ldap.Rdn",
            "java.io.ByteArrayInputStream",
            "java.io.ByteArrayOutputStream",
            "java.io.DataInputStream",
            "java.io.DataOutputStream",
            "java.io.IOException",
            "java.io.InputStream",
            "java.io.OutputStream",
            "java.io.Serializable",
            "java.io.StringWriter",
            "java.io.UncheckedIOException",
            "java.io.Writer");

    static ArchRule onlyWiringKnowsAdapters(String... server) {
        return noClasses()
                .that()
                .resideInAnyPackage(server)
                .and()
                .resideOutsideOfPackage("dev.daypass.server.wiring..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.daypass.adapters..");
    }

    static ArchRule adapterKnowsOnlyTheCore(String adapter) {
        return noClasses()
                .that()
                .resideInAPackage(adapter)
                .should()
                .dependOnClassesThat(describe(
                        "are another adapter or the server",
                        target -> resideInAnyPackage(
                                                "dev.daypass.adapters..", "dev.daypass.server..", "dev.daypass.demo..")
                                        .test(target)
                                && !resideInAnyPackage(adapter).test(target)));
    }

    /**
     * It lives in other people's machines: the broker's classes are not there, nor any library. What it puts in front of
     * a server, that server brings.
     */
    static ArchRule libraryOfServicesKnowsNobody(String library) {
        return noClasses()
                .that()
                .resideInAPackage(library)
                .should()
                .dependOnClassesThat(describe("are the broker's or a library's", target -> !resideInAnyPackage(
                                library,
                                "java..",
                                "javax.net.ssl..",
                                "org.jspecify..",
                                "io.undertow..",
                                "jakarta.servlet..",
                                "")
                        .test(target)));
    }

    /** A service without Undertow has no Undertow, and one without servlets no servlets. */
    static ArchRule serversStayInTheirRooms(String... rest) {
        return noClasses()
                .that()
                .resideInAnyPackage(rest)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.undertow..", "jakarta.servlet..");
    }

    /** The broker verifies its tokens itself; the two meet in tests only. */
    static ArchRule nobodyKnowsTheLibraryOfServices(String... broker) {
        return noClasses()
                .that()
                .resideInAnyPackage(broker)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.daypass.resourceserver..");
    }

    /**
     * An identity means verified; {@code explain} imagines some, and issues nothing. What a browser session sealed is read
     * back as the identity that it was.
     */
    static ArchRule onlyVerifiersMakeIdentities(String... product) {
        return noClasses()
                .that()
                .resideInAnyPackage(product)
                .and()
                .resideOutsideOfPackages(
                        "dev.daypass.adapters.saml..",
                        "dev.daypass.adapters.oidc..",
                        "dev.daypass.adapters.directory.ldap..",
                        "dev.daypass.core.explain..")
                .and()
                .doNotHaveFullyQualifiedName("dev.daypass.core.login.IdentityCodec")
                .should()
                .callMethodWhere(calls("a verified identity made", Identity.class, Set.of("verified")));
    }

    static ArchRule fewRevealSecrets(List<String> mayReveal, String... product) {
        return noClasses()
                .that()
                .resideInAnyPackage(product)
                .and(describe("may not reveal", item -> mayReveal.stream()
                        .noneMatch(name -> item.getName().startsWith(name))))
                .should()
                .callMethodWhere(calls("a secret revealed", Secret.class, Set.of("reveal")));
    }

    /** Wiring takes them from the machine, and so do the command line's first line and the library's entrance. */
    static ArchRule timeAndChanceAreGiven(String... product) {
        return noClasses()
                .that()
                .resideInAnyPackage(product)
                .and()
                .resideOutsideOfPackages("dev.daypass.server.wiring..")
                .and()
                .doNotHaveFullyQualifiedName("dev.daypass.server.cli.Main")
                .and()
                .doNotHaveFullyQualifiedName("dev.daypass.resourceserver.ResourceServer")
                .should()
                .callMethodWhere(describe("time, chance or the console taken instead of given", Rules::ambient))
                .orShould()
                .callConstructorWhere(describe(
                        "randomness made",
                        call -> call.getTargetOwner().getName().equals("java.security.SecureRandom")));
    }

    private static boolean ambient(JavaCall<?> call) {
        String owner = call.getTargetOwner().getName();
        String name = call.getName();
        boolean noArguments = call.getTarget().getRawParameterTypes().isEmpty();
        return switch (owner) {
            case "java.time.Instant", "java.time.LocalDateTime", "java.time.ZonedDateTime" ->
                name.equals("now") && noArguments;
            case "java.time.Clock" -> name.startsWith("system");
            case "java.util.UUID" -> name.equals("randomUUID");
            case "java.lang.Thread" -> name.equals("sleep");
            case "java.lang.String" ->
                noArguments && Set.of("getBytes", "toLowerCase", "toUpperCase").contains(name);
            default -> false;
        };
    }

    /** The client streams a broker's answers, without DTDs, and makes no tree of them. */
    static ArchRule xmlStaysInItsRoom(String... elsewhere) {
        return noClasses()
                .that()
                .resideInAnyPackage(elsewhere)
                .and()
                .doNotHaveFullyQualifiedName("dev.daypass.server.client.StsAnswer")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.xml..", "org.w3c.dom..", "org.xml.sax..");
    }

    /** One class makes parsers of XML that strangers wrote, so that one place shows how they are hardened. */
    static ArchRule oneClassMakesXmlParsers(String... product) {
        return noClasses()
                .that()
                .resideInAnyPackage(product)
                .and()
                .haveNameNotMatching("dev\\.daypass\\.adapters\\.saml\\.xml\\.XmlParser(\\$.*)?")
                .and()
                .doNotHaveFullyQualifiedName("dev.daypass.server.client.StsAnswer")
                .should()
                .accessTargetWhere(describe("XML parsers made", Rules::makesXmlParsers));
    }

    private static boolean makesXmlParsers(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        return Stream.of(
                        "javax.xml.parsers.DocumentBuilderFactory",
                        "javax.xml.parsers.SAXParserFactory",
                        "javax.xml.stream.XMLInputFactory",
                        "javax.xml.transform.TransformerFactory",
                        "javax.xml.validation.SchemaFactory",
                        "javax.xml.xpath.XPathFactory",
                        "net.shibboleth.utilities.java.support.xml.ParserPool",
                        "org.apache.xml.security.parser.XMLParser",
                        "org.w3c.dom.ls.DOMImplementationLS",
                        "org.xml.sax.XMLReader")
                .anyMatch(owner::isAssignableTo);
    }

    static ArchRule theClientLoadsNoServer(String... client) {
        return noClasses()
                .that()
                .resideInAnyPackage(client)
                .should()
                .dependOnClassesThat(describe(
                        "are heavy",
                        target -> resideInAnyPackage(
                                                "io.undertow..",
                                                "tools.jackson.databind..",
                                                "ch.qos.logback..",
                                                "org.slf4j..",
                                                "dev.cel..",
                                                "java.net.http..",
                                                "dev.daypass.adapters..",
                                                "dev.daypass.server..")
                                        .test(target)
                                && !resideInAnyPackage(client).test(target)));
    }

    /** The STS's operations have the names that AWS gave them. */
    static ArchRule namesSayWhatThingsAre(String... product) {
        return noClasses()
                .that()
                .resideInAnyPackage(product)
                .and()
                .haveNameNotMatching("dev\\.daypass\\.server\\.sts\\.StsRequest\\$.*")
                .should()
                .haveNameMatching(".*\\.(Abstract|Default)\\w+|.*(Util|Utils|Manager|Helper|Impl|Service|Data|Info)");
    }

    static ArchRule fieldsAreFinal(String... product) {
        return fields().that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(product)
                .and()
                .areStatic()
                .should()
                .beFinal();
    }

    static ArchRule packagesAreNullMarked(String... product) {
        return classes().that().resideInAnyPackage(product).should(new PackageIsNullMarked());
    }

    static ArchRule roomsOfTheCoreStandInOrder() {
        return classes().that().resideInAPackage("dev.daypass.core..").should(new CoreArrows());
    }

    private static DescribedPredicate<JavaCall<?>> calls(String what, Class<?> owner, Set<String> names) {
        return describe(what, call -> call.getTargetOwner().isEquivalentTo(owner) && names.contains(call.getName()));
    }
}
