package dev.daypass.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelRuntimeFactory;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Map;
import org.apache.xml.security.signature.XMLSignature;
import org.junit.jupiter.api.Test;
import org.opensaml.core.config.InitializationService;
import org.opensaml.core.xml.config.XMLObjectProviderRegistrySupport;
import org.opensaml.saml.saml2.core.Response;

/**
 * The libraries start together on the class path that ships. Pins and exclusions in the parent pom are chosen for this: a
 * wrong protobuf stops CEL, a missing httpclient stops OpenSAML, and neither shows at compile time.
 */
final class ClassPathTest {
    @Test
    void openSamlStartsAndKnowsResponses() throws Exception {
        InitializationService.initialize();

        assertNotNull(XMLObjectProviderRegistrySupport.getBuilderFactory().getBuilder(Response.DEFAULT_ELEMENT_NAME));
    }

    @Test
    void xmlSignaturesComeFromThePinnedRelease() {
        assertEquals(
                "2.3.5",
                XMLSignature.class.getPackage().getImplementationVersion(),
                "older releases resolve a hostile CipherReference");
    }

    @Test
    void celCompilesAndEvaluates() throws Exception {
        var compiler = CelCompilerFactory.standardCelCompilerBuilder()
                .addVar("department", SimpleType.STRING)
                .setResultType(SimpleType.BOOL)
                .build();
        var ast = compiler.compile("department.startsWith('eng')").getAst();
        var program = CelRuntimeFactory.plannerRuntimeBuilder().build().createProgram(ast);

        assertEquals(true, program.eval(Map.of("department", "engineering")));
        assertEquals(false, program.eval(Map.of("department", "sales")));
    }

    @Test
    void correttoSignsWhatTheJdkVerifies() throws Exception {
        var corretto = AmazonCorrettoCryptoProvider.INSTANCE;
        corretto.assertHealthy();
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        var keys = generator.generateKeyPair();
        byte[] message = "day pass".getBytes(StandardCharsets.UTF_8);

        var signer = Signature.getInstance("SHA256withECDSA", corretto);
        signer.initSign(keys.getPrivate());
        signer.update(message);
        byte[] signature = signer.sign();

        var verifier = Signature.getInstance("SHA256withECDSA", "SunEC");
        verifier.initVerify(keys.getPublic());
        verifier.update(message);
        assertTrue(verifier.verify(signature));
    }
}
