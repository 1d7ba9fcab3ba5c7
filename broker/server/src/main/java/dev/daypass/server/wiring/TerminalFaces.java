package dev.daypass.server.wiring;

import dev.daypass.adapters.store.Store;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.keys.LiveKeys;
import dev.daypass.core.login.BrowserSessions;
import dev.daypass.core.login.RoleOffers;
import dev.daypass.core.login.RoleTaking;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.core.terminal.CodeGrants;
import dev.daypass.core.terminal.DeviceGrants;
import dev.daypass.core.terminal.PendingAuthorizations;
import dev.daypass.core.terminal.TerminalClients;
import dev.daypass.core.terminal.TerminalLogins;
import dev.daypass.server.identitycenter.IdentityCenter;
import dev.daypass.server.oauth.TerminalGrants;
import dev.daypass.server.portal.Portal;
import java.security.SecureRandom;
import java.util.function.Supplier;

/**
 * What programs in terminals meet.
 *
 * @param clients who they are
 * @param logins what they get, keep and lose
 * @param devices by a code that a person types
 * @param codes by the person's browser coming back
 * @param pending requests that wait for the person
 */
record TerminalFaces(
        TerminalClients clients,
        TerminalLogins logins,
        DeviceGrants devices,
        CodeGrants codes,
        PendingAuthorizations pending) {
    /** Behind the token endpoint, the device authorization endpoint and revocation. */
    TerminalGrants.Core grants(AuditSink audit) {
        return new TerminalGrants.Core(clients, logins, devices, codes, audit);
    }

    /** Behind the pages. */
    Portal.Terminals pages(AuditSink audit) {
        return new Portal.Terminals(clients, devices, codes, pending, audit);
    }

    static TerminalFaces over(Store store, LiveKeys keys, BrowserFaces browsers, SecureRandom random) {
        BrowserSessions sessions = browsers.signIn().sessions();
        AuditSink audit = browsers.signIn().audit();
        var clients = new TerminalClients(keys);
        var logins = new TerminalLogins(sessions, store.refreshTokens(), keys, random, audit);
        var behind = new DeviceGrants.Behind(store.deviceGrants(), store.guesses(), sessions, logins);
        return new TerminalFaces(
                clients,
                logins,
                new DeviceGrants(behind, clients, random, audit),
                new CodeGrants(logins, sessions, store.replays(), keys, audit),
                new PendingAuthorizations(clients, store.replays(), random));
    }

    /** The calls of IAM Identity Center, over the same. */
    IdentityCenter identityCenter(RoleTaking taking, AuditSink audit, Supplier<Snapshot> snapshots) {
        var grants = new IdentityCenter.Grants(clients, devices, codes);
        return new IdentityCenter(new IdentityCenter.Core(grants, logins, new RoleOffers(), taking, audit), snapshots);
    }
}
