package dev.daypass.bench.load;

import dev.daypass.testkit.peers.OpenLdap;
import dev.daypass.testkit.peers.SambaDomain;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The configuration of a broker whose people are in real directories. */
record DirectoryCompany(SambaDomain domain, OpenLdap ldap) {
    private static final String ACCOUNT = "arn:daypass:iam::111122223333:";

    /** Writes what the broker needs into a directory. */
    void settle(Path config, int port) throws IOException {
        for (String folder : List.of("providers", "roles", "rules")) {
            Files.createDirectories(config.resolve(folder));
        }
        Files.copy(domain.authority(), config.resolve("ad-ca.pem"));
        Files.copy(ldap.authority(), config.resolve("ldap-ca.pem"));
        secret(config.resolve("ad.secret"), domain.servicePassword());
        secret(config.resolve("ldap.secret"), ldap.servicePassword());
        Files.writeString(config.resolve("daypass.yaml"), """
                issuer: http://127.0.0.1:%1$d
                listen: { host: 127.0.0.1, port: %1$d }
                store: memory
                accounts: { "111122223333": { alias: prod } }
                """.formatted(port));
        Files.writeString(config.resolve("providers/all.yaml"), """
                corp-ad:
                  type: directory
                  urls: ["%s"]
                  trustedCertificates: "${file:ad-ca.pem}"
                  baseDn: "%s"
                  bindDn: "%s"
                  bindPassword: "${file:ad.secret}"
                corp-ldap:
                  type: directory
                  schema: openldap
                  urls: ["%s"]
                  trustedCertificates: "${file:ldap-ca.pem}"
                  baseDn: "%s"
                  bindDn: "%s"
                  bindPassword: "${file:ldap.secret}"
                """.formatted(
                        domain.ldaps(),
                        domain.baseDn(),
                        domain.serviceName(),
                        ldap.ldaps(),
                        ldap.baseDn(),
                        ldap.serviceName()));
        Files.writeString(config.resolve("rules/all.yaml"), """
                - name: staff-read
                  providers: [corp-ad, corp-ldap]
                  when: '"Engineers" in user.groups && "Staff" in user.groups'
                  roles: [prod/ReadOnly]
                """);
        Files.writeString(config.resolve("roles/prod.yaml"), """
                prod/ReadOnly:
                  trust:
                    - { Effect: Allow, Principal: { Federated: [corp-ad, corp-ldap] }, Action: "sts:AssumeRoleWithDirectory", Condition: { StringLike: { "user/email": "*@example.*" } } }
                  policies: [managed/ReadOnlyAccess]
                """);
    }

    private static void secret(Path file, String text) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    /** A form of AssumeRoleWithDirectory. */
    static String form(String provider, String name, String password) {
        return "Action=AssumeRoleWithDirectory&Version=2011-06-15&Username=" + name + "&Password="
                + encoded(password) + "&RoleArn=" + encoded(ACCOUNT + "role/ReadOnly") + "&ProviderArn="
                + encoded(ACCOUNT + "directory/" + provider);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.US_ASCII);
    }
}
