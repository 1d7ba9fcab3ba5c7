package dev.daypass.server.sts;

import dev.daypass.adapters.store.Store;
import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.decision.AuthorizationMessages;
import dev.daypass.core.decision.Decisions;
import dev.daypass.core.exchange.Exchange;
import dev.daypass.core.exchange.Issuing;
import dev.daypass.core.exchange.SessionRequest;
import dev.daypass.core.exchange.Sessions;
import dev.daypass.core.exchange.TemporaryCredentials;
import dev.daypass.core.identity.Attributes;
import dev.daypass.core.identity.AuthenticationContext;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.identity.Subject;
import dev.daypass.core.keys.Jws;
import dev.daypass.core.keys.KeyRing;
import dev.daypass.core.keys.MasterKey;
import dev.daypass.core.keys.SigningKeys;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.outcome.UnavailableException;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.session.Credentials;
import dev.daypass.core.session.Revocation;
import dev.daypass.core.session.RevocationIndex;
import dev.daypass.core.session.RevocationStore;
import dev.daypass.core.session.SessionIds;
import dev.daypass.core.session.SessionRecord;
import dev.daypass.core.session.SessionRecordCodec;
import dev.daypass.core.session.SessionStore;
import dev.daypass.core.session.SessionTokens;
import dev.daypass.core.signin.Caller;
import dev.daypass.core.signin.Expectation;
import dev.daypass.core.signin.ParsedProof;
import dev.daypass.core.signin.Proof;
import dev.daypass.core.signin.ProofReader;
import dev.daypass.core.signin.ReplayStore;
import dev.daypass.core.signin.RequestAuthenticator;
import dev.daypass.core.signin.SignIn;
import dev.daypass.core.signin.Verified;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.core.token.AccessTokens;
import dev.daypass.core.token.WebIdentityTokens;
import dev.daypass.server.authzen.ServiceQuestions;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.Request;
import dev.daypass.server.oauth.ClientAuthenticator;
import dev.daypass.server.oauth.DpopNonces;
import dev.daypass.server.oauth.DpopProofs;
import dev.daypass.server.oauth.TokenBearer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A small company behind a whole core: alice with keys, a role that engineers and she may take, one that nobody may. A
 * proof is honest here if it says {@code honest-NUMBER}; what real ones look like is the adapters' matter.
 */
public final class Company implements AuditSink, SessionStore, RevocationStore, ReplayStore {
    public static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    public static final String ACCOUNT = "111122223333";
    public static final String KEY_ID = "AKIAALICE0000000001";
    public static final String SECRET = "alices-long-term-secret-key-of-40-chars!";
    public static final String READ_ONLY = "arn:daypass:iam::111122223333:role/ReadOnly";
    public static final String FORBIDDEN = "arn:daypass:iam::111122223333:role/Forbidden";
    public static final String MISSING = "arn:daypass:iam::111122223333:role/Missing";
    public static final String PROVIDER = "arn:daypass:iam::111122223333:saml-provider/corp-saml";

    public final List<AuditEvent> events = new ArrayList<>();
    public final List<SessionRecord> issued = new ArrayList<>();
    private final Set<String> spent = new HashSet<>();
    private final RevocationIndex revocations = new RevocationIndex();
    private final KeyRing keys = new KeyRing(List.of(new MasterKey(1, NOW, new byte[32])), new SecureRandom());
    private final SessionTokens tokens = new SessionTokens(() -> keys);
    private final Snapshot snapshot = CompanyConfiguration.snapshot();
    private boolean broken;

    /** The use cases, wired as in a broker. */
    public StsCore core() {
        var issuing = new Issuing(new SessionIds(new SecureRandom()), tokens);
        return new StsCore(
                new SignIn(
                        List.of(reader(Proof.Kind.SAML_RESPONSE), reader(Proof.Kind.JWT)),
                        Company::nobody,
                        this,
                        this,
                        this),
                authenticator(),
                new Exchange(issuing, this, this),
                new TemporaryCredentials(issuing, this, this),
                new Decisions(this),
                new AuthorizationMessages(() -> keys, this),
                ownTokens(),
                this,
                this);
    }

    public RequestAuthenticator authenticator() {
        return authenticator(Set.of("sts"));
    }

    public RequestAuthenticator authenticator(Set<String> services) {
        return new RequestAuthenticator(services, tokens, this, this);
    }

    /** Who takes access tokens here. */
    public TokenBearer bearer() {
        return new TokenBearer(ownTokens().access(), new DpopProofs(new DpopNonces(() -> keys), this), this);
    }

    /** Services that ask about tokens. */
    public ServiceQuestions services() {
        return new ServiceQuestions(
                new ClientAuthenticator(this, this), ownTokens().access(), this);
    }

    /** Tokens signed by keys that last as long as the call. */
    private StsCore.Tokens ownTokens() {
        var random = new SecureRandom();
        var store = Store.inMemory(random, new SessionRecordCodec());
        var jws = new Jws(new SigningKeys(store.signingKeys(), () -> keys, random));
        return new StsCore.Tokens(
                new AccessTokens(jws, tokens, this, this, random), new WebIdentityTokens(jws, tokens, this, random));
    }

    /** Why a signed request proves nobody, if it does not. */
    Optional<Reason> authenticate(Signed signed) {
        Request request = signed.at(NOW);
        var context = new RequestContext("id-1", request.origin().client(), NOW, snapshot);
        return Form.read(request.target().query(), 256)
                .then(query -> new SigV4().read(request, query))
                .then(read -> authenticator().authenticate(read, context))
                .refusal()
                .map(Refusal::reason);
    }

    /** Keys of a live session of the read-only role. */
    public Signed.Keys session() {
        var context = new RequestContext("id-1", new RequestContext.Client("192.0.2.7", true, "tests"), NOW, snapshot);
        var request = new SessionRequest(
                SessionRequest.Action.ASSUME_ROLE,
                READ_ONLY,
                Optional.empty(),
                Optional.of("alice"),
                Optional.empty(),
                List.of(),
                List.of(),
                Map.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
        Credentials credentials = snapshot.user("prod/alice")
                .map(user -> core().exchange().assume(new Caller.UserWithKeys(user), request, context))
                .flatMap(Outcome::value)
                .orElseThrow()
                .credentials();
        return new Signed.Keys(
                credentials.accessKeyId(),
                credentials.secretAccessKey().reveal(),
                Optional.of(credentials.sessionToken().reveal()),
                NOW);
    }

    public Sessions sessions() {
        return new Sessions(this, this, this);
    }

    public Snapshot snapshot() {
        return snapshot;
    }

    public Reason lastReason() {
        return events.get(events.size() - 1).reason().orElseThrow();
    }

    /** From now on nothing can be written. */
    public void breakTheDisk() {
        broken = true;
    }

    @Override
    public void append(AuditEvent event) {
        if (broken) {
            throw new UnavailableException("no space left");
        }
        events.add(event);
    }

    @Override
    public void save(SessionRecord session) {
        issued.add(session);
    }

    @Override
    public Optional<SessionRecord> find(String id) {
        return issued.stream().filter(session -> session.id().equals(id)).findFirst();
    }

    /** No provider of the company is enriched by a directory. */
    private static Outcome<Identity> nobody(Provider directory, String name, Instant now) {
        return Outcome.refused(Reason.ENRICHMENT_FAILED, "Nobody has this name", "nobody of this name");
    }

    @Override
    public List<SessionRecord> page(Page page) {
        return List.of();
    }

    @Override
    public void eachLive(ProviderId provider, Instant at, Consumer<SessionRecord> visitor) {
        List.copyOf(issued).stream()
                .filter(session -> session.provider().equals(Optional.of(provider)))
                .filter(session -> session.expiresAt().isAfter(at))
                .forEach(visitor);
    }

    @Override
    public List<SessionRecord> list(Query query) {
        return issued.stream()
                .filter(session -> query.role()
                        .map(role -> session.owner().reference().equals(role))
                        .orElse(true))
                .limit(query.limit())
                .toList();
    }

    @Override
    public int forgetExpired(Instant before) {
        return 0;
    }

    @Override
    public void revoke(Revocation revocation) {
        revocations.add(revocation);
    }

    @Override
    public boolean isRevoked(SessionRecord session) {
        return revocations.ends(session);
    }

    @Override
    public boolean isRevoked(Revocation.Scope scope, String key, Instant began) {
        return revocations.ends(scope, key, began);
    }

    @Override
    public Spending spend(String key, Instant until) {
        return spent.add(key) ? Spending.FIRST : Spending.SEEN;
    }

    private static ProofReader reader(Proof.Kind kind) {
        return new ProofReader() {
            @Override
            public Proof.Kind kind() {
                return kind;
            }

            @Override
            public Outcome<ParsedProof> read(Proof proof) {
                String text = proof instanceof Proof.SamlResponse saml ? saml.base64() : ((Proof.Jwt) proof).compact();
                return text.startsWith("honest-")
                        ? Outcome.granted(new Honest(kind, text))
                        : Outcome.refused(
                                kind == Proof.Kind.JWT ? Reason.TOKEN_MALFORMED : Reason.XML_MALFORMED,
                                "The proof cannot be read",
                                "not a proof");
            }
        };
    }

    private record Honest(Proof.Kind kind, String text) implements ParsedProof {
        @Override
        public String claimedIssuer() {
            return "https://ci.example.com";
        }

        @Override
        public Outcome<Verified> verify(Provider provider, Expectation expectation, RequestContext request) {
            boolean saml = kind == Proof.Kind.SAML_RESPONSE;
            var format = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";
            Identity identity = Identity.verified(
                    provider.id(),
                    saml ? "https://idp.example.com" : "https://ci.example.com",
                    new Subject("alice@corp.example.com", saml ? Optional.of(format) : Optional.empty()),
                    List.of(saml ? "https://broker.example.com/saml/corp-saml/acs" : "daypass"),
                    Optional.empty(),
                    Attributes.ofTexts(Map.of("groups", List.of("Engineers"))),
                    AuthenticationContext.unknown(),
                    text);
            return Outcome.granted(new Verified(identity, text, NOW.plusSeconds(300)));
        }
    }
}
