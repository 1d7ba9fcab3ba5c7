package dev.daypass.adapters.oidc;

import dev.daypass.core.provider.Provider;
import dev.daypass.core.signin.Proof;
import dev.daypass.core.signin.ProofReader;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.testkit.jwt.SigningKeys;
import dev.daypass.testkit.signin.ProofReaderContract;
import org.junit.jupiter.api.AfterEach;

/** The token adapter keeps the port's contract. */
final class JwtAdapterContractTest implements ProofReaderContract {
    private final TokenStage stage = TokenStage.open();

    @AfterEach
    void close() {
        stage.close();
    }

    @Override
    public ProofReader reader() {
        return stage.adapter;
    }

    @Override
    public Provider provider() {
        return stage.provider();
    }

    @Override
    public RequestContext request() {
        return stage.request();
    }

    @Override
    public Proof honest() {
        return new Proof.Jwt(stage.issuer.token().signedBy(stage.rsa));
    }

    @Override
    public Proof forged() {
        return new Proof.Jwt(stage.issuer.token().signedBy(SigningKeys.STRANGER));
    }
}
