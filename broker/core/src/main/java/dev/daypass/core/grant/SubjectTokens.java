package dev.daypass.core.grant;

import dev.daypass.core.application.SubjectTokenType;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.keys.Jws;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.signin.Proof;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.token.AccessTokens;
import java.util.Optional;

/**
 * What a token that is handed in stands for. One that is declared an access token and bears our signature's mark is ours,
 * and counts or is refused as such; whatever else it is, an identity provider has to have made it. Safe for several
 * threads.
 */
public final class SubjectTokens {
    private final Jws jws;
    private final AccessTokens accessTokens;

    public SubjectTokens(Jws jws, AccessTokens accessTokens) {
        this.jws = jws;
        this.accessTokens = accessTokens;
    }

    /** The subject or actor; a token of ours that no longer counts, or comes without its key, is refused. */
    public Outcome<Subject> read(SubjectTokenType declared, String token, RequestContext request) {
        return switch (declared) {
            case SAML2 -> Outcome.granted(new Subject.Brought(declared, new Proof.SamlResponse(token)));
            case KERBEROS -> Outcome.granted(new Subject.Brought(declared, new Proof.KerberosTicket(token)));
            case ID_TOKEN, JWT -> brought(declared, token);
            case ACCESS_TOKEN ->
                jws.isOurs(token, request.instant())
                        ? accessTokens.authenticate(token, request).map(Subject.Held::new)
                        : brought(declared, token);
        };
    }

    /** A ticket for a directory that the client names. */
    public Outcome<Subject> ticket(String token, ProviderId provider) {
        var ticket = new Proof.KerberosTicket(token);
        return Outcome.granted(new Subject.Brought(SubjectTokenType.KERBEROS, ticket, Optional.of(provider)));
    }

    private static Outcome<Subject> brought(SubjectTokenType declared, String token) {
        return Outcome.granted(new Subject.Brought(declared, new Proof.Jwt(token)));
    }
}
