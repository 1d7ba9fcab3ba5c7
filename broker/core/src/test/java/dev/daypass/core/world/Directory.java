package dev.daypass.core.world;

import dev.daypass.core.exchange.SessionRequest;
import dev.daypass.core.identity.Attributes;
import dev.daypass.core.identity.AuthenticationContext;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.identity.Subject;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.outcome.UnavailableException;
import dev.daypass.core.provider.DirectorySettings;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.role.Role;
import dev.daypass.core.rules.RuleCompiler;
import dev.daypass.core.session.Session;
import dev.daypass.core.signin.DirectoryLookup;
import dev.daypass.core.signin.DirectoryReview;
import dev.daypass.core.source.Findings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A directory with people in it, kept by hand; it counts its changes and tells by them who changed. */
public final class Directory implements DirectoryReview, DirectoryLookup {
    public static final ProviderId ID = new ProviderId("corp-ad");
    private static final String TRUST =
            "{'Effect':'Allow','Principal':{'Federated':'corp-ad'},'Action':'sts:AssumeRoleWithDirectory'}";

    private final Map<String, Person> people = new LinkedHashMap<>();
    private final Map<String, String> mails = new HashMap<>();
    private Set<String> askedInFull = Set.of();
    private Instant lastLook = Instant.EPOCH;
    private long changes;
    private boolean stopped;

    private record Person(boolean enabled, boolean named, List<String> groups, long changed) {}

    /** The provider that stands for it. */
    public static Provider provider(Provider.State state, Optional<String> require) {
        var findings = new Findings();
        var compiler = new RuleCompiler();
        var mapping = compiler.mapping(
                        Map.of(
                                "username", World.expression("attr(\"sAMAccountName\")"),
                                "email", World.expression("attr(\"mail\", \"\")"),
                                "groups", World.expression("attrs(\"groups\")")),
                        findings)
                .orElseThrow();
        return new Provider(
                ID,
                state,
                settings(),
                mapping,
                require.map(text -> compiler.requirement(World.expression(text), mapping, findings)
                        .orElseThrow()),
                Provider.ReplayScope.ONCE,
                Set.of());
    }

    private static DirectorySettings settings() {
        return new DirectorySettings(
                new DirectorySettings.Connection(
                        List.of(URI.create("ldaps://dc1.corp.example.com")),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        new DirectorySettings.Patience(Duration.ofSeconds(2), Duration.ofSeconds(5)),
                        16),
                new DirectorySettings.Search(
                        DirectorySettings.Flavour.ACTIVE_DIRECTORY,
                        "DC=corp,DC=example,DC=com",
                        Optional.of("CORP"),
                        List.of("sAMAccountName", "mail"),
                        Optional.empty(),
                        "objectGUID",
                        List.of("sAMAccountName", "mail")),
                new DirectorySettings.Groups(
                        "DC=corp,DC=example,DC=com",
                        DirectorySettings.Nesting.TOKEN_GROUPS,
                        DirectorySettings.Name.CN,
                        Duration.ofMinutes(10),
                        5_000),
                Optional.of(new DirectorySettings.Kerberos(
                        "HTTP/broker.corp.example.com@CORP.EXAMPLE.COM", URI.create("file:http.keytab"))),
                new DirectorySettings.GuessLimit(4, Duration.ofMinutes(15)),
                Duration.ofSeconds(30));
    }

    /** A role that trusts the directory. */
    public static Role role(String name) {
        return Roles.of(World.PROD, name, Policies.trust(TRUST), Roles.READ_REPORTS);
    }

    /** A request for a role by somebody of the directory, for as long as can be. */
    public static SessionRequest asking(String role) {
        return new SessionRequest(
                SessionRequest.Action.ASSUME_ROLE_WITH_DIRECTORY,
                "arn:daypass:iam::" + World.PROD + ":role/" + role,
                Optional.empty(),
                Optional.empty(),
                Optional.of(Duration.ofHours(8)),
                List.of(),
                List.of(),
                Map.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    /** A session chained from another one that lasts longer than it. */
    public static Session chainedFrom(Session parent, String id, Duration lasting) {
        return new Session(
                id,
                parent.issuedAt(),
                parent.issuedAt().plus(lasting),
                parent.owner(),
                parent.labels(),
                parent.policies(),
                parent.origin(),
                parent.childLineage());
    }

    /** Makes or changes somebody. */
    public void put(String name, String... groups) {
        people.put(name, new Person(true, true, List.of(groups), ++changes));
    }

    /** Somebody without the name that the attribute map needs. */
    public void putWithoutName(String name, String... groups) {
        people.put(name, new Person(true, false, List.of(groups), ++changes));
    }

    /** Somebody who has the mail address of another. */
    public void putWithMailOf(String other, String name) {
        mails.put(name, mail(other));
        put(name);
    }

    private String mail(String name) {
        return mails.getOrDefault(name, name + "@corp.example.com");
    }

    public void disable(String name) {
        people.put(name, new Person(false, true, person(name).groups(), ++changes));
    }

    public void stop() {
        stopped = true;
    }

    public void start() {
        stopped = false;
    }

    /** Whom the last look asked about without a mark. */
    public Set<String> askedInFull() {
        return askedInFull;
    }

    /** Somebody as a sign-in would find them now. */
    public Identity identity(String name, String method) {
        Identity found = found(name);
        Identity authenticated = found.authenticated(new AuthenticationContext(
                Optional.of(World.NOW), Optional.empty(), List.of(method), Optional.empty(), Optional.empty()));
        return authenticated.normalised(provider(Provider.State.ENABLED, Optional.empty())
                .mapping()
                .apply(authenticated)
                .value()
                .orElseThrow());
    }

    private Person person(String name) {
        return Objects.requireNonNull(people.get(name), name);
    }

    private Identity found(String name) {
        Person person = person(name);
        var sent = new HashMap<String, List<String>>();
        if (person.named()) {
            sent.put("sAMAccountName", List.of(name));
        }
        sent.put("mail", List.of(mail(name)));
        sent.put("groups", person.groups());
        return Identity.verified(
                ID,
                "ldap:///DC=corp,DC=example,DC=com",
                new Subject(name, Optional.empty()),
                List.of("https://broker.example.com"),
                Optional.empty(),
                Attributes.ofTexts(sent),
                AuthenticationContext.unknown(),
                "look-" + name);
    }

    @Override
    public Look look(Provider directory, Set<String> subjects, Optional<String> since, Instant now) {
        if (stopped) {
            throw new UnavailableException("the directory does not answer");
        }
        if (!now.equals(lastLook)) {
            askedInFull = Set.of();
            lastLook = now;
        }
        if (since.isEmpty()) {
            askedInFull = Set.copyOf(new HashSet<>(subjects));
        }
        long from = since.map(Long::parseLong).orElse(-1L);
        var standings = new ArrayList<Standing>();
        for (String subject : subjects) {
            Optional<Person> person = Optional.ofNullable(people.get(subject));
            if (person.map(Person::changed).filter(changed -> changed <= from).isEmpty()) {
                standings.add(standing(subject, person));
            }
        }
        return new Look(standings, Long.toString(changes));
    }

    private Standing standing(String subject, Optional<Person> person) {
        return person.filter(Person::enabled)
                .<Standing>map(present -> new Present(subject, found(subject)))
                .orElseGet(() -> new Gone(
                        subject,
                        new Refusal(
                                Reason.ACCOUNT_DISABLED, "The account is disabled", "533: the account is disabled")));
    }

    @Override
    public Outcome<Identity> find(Provider directory, String name, Instant now) {
        if (stopped) {
            throw new UnavailableException("the directory does not answer");
        }
        List<String> called = people.keySet().stream()
                .filter(person -> mail(person).equals(name))
                .toList();
        if (called.size() != 1) {
            Reason reason = called.isEmpty() ? Reason.PASSWORD_WRONG : Reason.ACCOUNT_NOT_UNIQUE;
            return Outcome.refused(reason, "Not one person", called.size() + " of this name");
        }
        return person(called.get(0)).enabled()
                ? Outcome.granted(found(called.get(0)))
                : Outcome.refused(Reason.ACCOUNT_DISABLED, "The account is disabled", "533: the account is disabled");
    }
}
