package dev.daypass.demo;

import dev.daypass.demo.directory.DemoLdapDirectory;
import dev.daypass.demo.http.LoopbackServer;
import dev.daypass.demo.openid.DemoOpenIdProvider;
import dev.daypass.demo.openid.DemoWorkloads;
import dev.daypass.demo.saml.DemoSamlIdentityProvider;
import dev.daypass.demo.sites.ReportsDesk;
import dev.daypass.demo.sites.TeamWiki;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;

/**
 * The whole demo company, listening: one SAML identity provider, one OpenID provider for people, one issuer for CI jobs
 * and one for Kubernetes pods, each with its own keys, and two sites, all on one ephemeral loopback port; and an LDAP
 * directory on another.
 */
public final class DemoCompany implements AutoCloseable {
    private final LoopbackServer server;
    private final DemoPeople people;
    private final DemoSamlIdentityProvider saml;
    private final DemoOpenIdProvider openId;
    private final DemoWorkloads workloads;
    private final DemoLdapDirectory directory;

    private DemoCompany(
            LoopbackServer server, DemoLdapDirectory directory, DemoPeople people, Clock clock, SecureRandom random) {
        this.server = server;
        this.directory = directory;
        this.people = people;
        this.saml = new DemoSamlIdentityProvider(server.address().resolve("/saml"), clock, random);
        this.openId = new DemoOpenIdProvider(server.address().resolve("/openid"), clock, random);
        this.workloads = new DemoWorkloads(server.address(), clock, random);
    }

    /**
     * Opens it.
     *
     * @throws IOException if no loopback port can be had
     */
    public static DemoCompany open(DemoPeople people, Clock clock, SecureRandom random) throws IOException {
        var directory = DemoLdapDirectory.open(people, random);
        var server = LoopbackServer.open();
        var company = new DemoCompany(server, directory, people, clock, random);
        company.saml.serveOn(server, people);
        company.openId.serveOn(server, people);
        company.workloads.serveOn(server);
        TeamWiki.serveOn(server);
        server.start();
        return company;
    }

    /**
     * Opens the sites that people come to from the broker.
     *
     * @param broker its address, on this machine
     */
    public void trust(URI broker) {
        new ReportsDesk(broker).serveOn(server);
    }

    public DemoPeople people() {
        return people;
    }

    public DemoSamlIdentityProvider saml() {
        return saml;
    }

    public DemoOpenIdProvider openId() {
        return openId;
    }

    public DemoWorkloads workloads() {
        return workloads;
    }

    public DemoLdapDirectory directory() {
        return directory;
    }

    @Override
    public void close() {
        directory.close();
        server.close();
    }
}
