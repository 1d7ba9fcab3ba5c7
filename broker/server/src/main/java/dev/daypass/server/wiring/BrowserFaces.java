package dev.daypass.server.wiring;

import dev.daypass.adapters.store.Store;
import dev.daypass.core.administration.Administration;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.keys.LiveKeys;
import dev.daypass.core.login.BrowserSessions;
import dev.daypass.core.login.Csrf;
import dev.daypass.core.login.HeldArrivals;
import dev.daypass.core.login.KnownAnew;
import dev.daypass.core.login.LogoutTokens;
import dev.daypass.core.login.OpenIdLogouts;
import dev.daypass.core.login.OwnSessions;
import dev.daypass.core.login.PendingLogins;
import dev.daypass.core.login.PendingLogouts;
import dev.daypass.core.login.Presence;
import dev.daypass.core.login.RoleHabits;
import dev.daypass.core.login.RoleTaking;
import dev.daypass.core.login.SiteRoles;
import dev.daypass.core.login.TakenRoles;
import dev.daypass.core.login.UpstreamLogouts;
import dev.daypass.core.signin.DirectoryReview;
import dev.daypass.core.signin.SessionGate;
import dev.daypass.server.portal.Portal;
import dev.daypass.server.signin.Browsers;
import dev.daypass.server.signin.SignInEndpoints;
import java.security.SecureRandom;

/**
 * What people with browsers meet.
 *
 * @param signIn behind the ways in
 * @param browsers tells every page who is signed in
 * @param own what they see and end of their own
 * @param taking takes the roles that they pick
 * @param habits which roles they like
 * @param administration whether they may administer with them
 * @param openIdLogouts ends what they had where an OpenID provider says so
 * @param insight tells them why they have roles, and administrators why anybody has
 */
record BrowserFaces(
        SignInEndpoints.Core signIn,
        Browsers.Core browsers,
        OwnSessions own,
        RoleTaking taking,
        RoleHabits habits,
        Administration administration,
        OpenIdLogouts openIdLogouts,
        Portal.Insight insight) {
    /**
     * What they are built over.
     *
     * @param directories are asked again about people who are signed in
     * @param logoutTokens verifies what OpenID providers say
     */
    record Behind(Store store, DirectoryReview directories, LogoutTokens logoutTokens, Insights insights) {}

    static BrowserFaces over(
            Behind behind, LiveKeys keys, UseCases useCases, BrowserSessions.Limits limits, SecureRandom random) {
        Store store = behind.store();
        AuditSink audit = useCases.sts().audit();
        var sessions = new BrowserSessions(
                store.browserSessions(), new BrowserSessions.Vault(keys, random), limits, store.revocations(), audit);
        var own = new OwnSessions(sessions, useCases.sessions(), audit);
        var taken = new TakenRoles(store.takenRoles(), keys);
        var gate = new SessionGate(store.revocations());
        var administration = new Administration(taken, gate, useCases.sts().decisions(), audit);
        var presence = new Presence(keys);
        var signIn = new SignInEndpoints.Core(
                useCases.sts().signIn(),
                new PendingLogins(keys, store.replays(), random, audit),
                new PendingLogouts(keys, store.replays(), random, audit),
                sessions,
                new HeldArrivals(keys, sessions, store.replays(), random, audit),
                presence,
                own,
                new UpstreamLogouts(sessions, store.replays(), audit),
                audit);
        return new BrowserFaces(
                signIn,
                new Browsers.Core(sessions, new Csrf(keys), presence, administration, audit),
                own,
                new RoleTaking(
                        useCases.sts().exchange(),
                        new KnownAnew(behind.directories(), sessions),
                        taken,
                        new SiteRoles(taken, gate),
                        audit),
                new RoleHabits(store.roleHabits()),
                administration,
                new OpenIdLogouts(behind.logoutTokens(), store.replays(), sessions, audit),
                behind.insights().over(audit));
    }
}
