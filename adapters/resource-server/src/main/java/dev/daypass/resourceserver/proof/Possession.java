package dev.daypass.resourceserver.proof;

import dev.daypass.resourceserver.jose.Base64Url;
import dev.daypass.resourceserver.jose.Sha256;
import dev.daypass.resourceserver.outcome.Outcome;
import dev.daypass.resourceserver.outcome.Reason;
import dev.daypass.resourceserver.settings.ProofSettings;
import dev.daypass.resourceserver.token.AccessToken;
import dev.daypass.resourceserver.token.Confirmation;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** Asks for every proof that a token demands, and takes no token under a scheme that is not its own. */
public final class Possession {
    private final ProofSettings.Binding binding;
    private final DpopProofs proofs;

    public Possession(ProofSettings.Binding binding, DpopProofs proofs) {
        this.binding = binding;
        this.proofs = proofs;
    }

    /** The token, if the request proves what it is bound to. */
    public Outcome<AccessToken> prove(Presented request, Credentials credentials, AccessToken token) {
        Confirmation bound = token.grant().confirmation();
        if (!bound.isBound() && binding == ProofSettings.Binding.REQUIRED) {
            return Outcome.refused(Reason.BINDING_MISSING, "the token is bound to nothing, and must be here");
        }
        // RFC 9449 section 7.1: as a bearer token a bound one would be used without its proof; the other way round a
        // proof would stand for nothing.
        boolean dpop = credentials.scheme() == Credentials.Scheme.DPOP;
        if (dpop != bound.keyThumbprint().isPresent()) {
            return Outcome.refused(
                    Reason.BINDING_MISSING,
                    dpop
                            ? "O26: a token that is bound to no key, sent as `DPoP`"
                            : "O26: a bound token, sent as `Bearer`");
        }
        return certificate(request, bound)
                .then(unused -> bound.keyThumbprint().isEmpty()
                        ? Outcome.granted(token)
                        : proofs.prove(
                                        request,
                                        credentials.token(),
                                        bound.keyThumbprint().get())
                                .map(key -> token));
    }

    /** RFC 8705 section 3.1. */
    private static Outcome<Confirmation> certificate(Presented request, Confirmation bound) {
        if (bound.certificateThumbprint().isEmpty()) {
            return Outcome.granted(bound);
        }
        Optional<String> shown = request.certificate().flatMap(Possession::thumbprint);
        if (shown.isEmpty()) {
            return Outcome.refused(
                    Reason.BINDING_MISSING, "O27: the token is bound to a certificate, and the client shows none");
        }
        return Sha256.same(shown.get(), bound.certificateThumbprint().get())
                ? Outcome.granted(bound)
                : Outcome.refused(Reason.BINDING_MISMATCH, "O27: the token is bound to another certificate");
    }

    private static Optional<String> thumbprint(X509Certificate certificate) {
        try {
            return Optional.of(Base64Url.encode(Sha256.of(certificate.getEncoded())));
        } catch (CertificateEncodingException unreadable) {
            return Optional.empty();
        }
    }
}
