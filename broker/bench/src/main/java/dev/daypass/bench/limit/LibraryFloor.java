package dev.daypass.bench.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.server.handlers.PathHandler;
import io.undertow.server.handlers.form.EagerFormParsingHandler;
import io.undertow.server.handlers.form.FormDataParser;
import io.undertow.util.Headers;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import net.shibboleth.utilities.java.support.xml.BasicParserPool;
import org.opensaml.core.config.InitializationService;
import org.opensaml.core.xml.config.XMLObjectProviderRegistrySupport;
import org.opensaml.saml.saml2.core.Assertion;
import org.opensaml.saml.saml2.core.Response;
import org.opensaml.saml.security.impl.SAMLSignatureProfileValidator;
import org.opensaml.security.credential.BasicCredential;
import org.opensaml.xmlsec.signature.Signature;
import org.opensaml.xmlsec.signature.support.SignatureValidator;

/**
 * An exchange with nothing of ours in it: only what the fixed libraries must do over HTTP to take a signed Response or
 * token in and give a sealed session or signed token out. No rules, no policy, no audit.
 *
 * <p>Run as a process: {@code LibraryFloor PORT CERTIFICATE JWKS}.
 */
public final class LibraryFloor {
    private static final String ANSWER = "x".repeat(1024);

    private LibraryFloor() {}

    /** Serves until the process is ended. */
    public static void main(String[] arguments) throws Exception {
        CryptoProvider.install();
        InitializationService.initialize();
        var paths = new PathHandler()
                .addExactPath("/saml", form(saml(certificate(Path.of(arguments[1])))))
                .addExactPath("/jwt", form(token(JWKSet.parse(Files.readString(Path.of(arguments[2]))))))
                .addExactPath("/ready", exchange -> exchange.getResponseSender().send("ready"));
        Undertow.builder()
                .addHttpListener(Integer.parseInt(arguments[0]), "127.0.0.1")
                .setHandler(paths)
                .build()
                .start();
    }

    private static HttpHandler form(HttpHandler next) {
        return new BlockingHandler(new EagerFormParsingHandler(next));
    }

    private static HttpHandler saml(X509Certificate certificate) throws Exception {
        var trusted = new BasicCredential(certificate.getPublicKey());
        var pool = new BasicParserPool();
        pool.setMaxPoolSize(32);
        pool.initialize();
        var profile = new SAMLSignatureProfileValidator();
        Cache<String, Boolean> seen = Caffeine.newBuilder()
                .expireAfterWrite(Duration.ofMinutes(5))
                .maximumSize(400_000)
                .build();
        var random = new SecureRandom();
        var key = new SecretKeySpec(new byte[32], "AES");
        return exchange -> {
            byte[] xml = Base64.getMimeDecoder().decode(field(exchange, "SAMLAssertion"));
            var root = pool.parse(new ByteArrayInputStream(xml)).getDocumentElement();
            var unmarshaller =
                    XMLObjectProviderRegistrySupport.getUnmarshallerFactory().getUnmarshaller(root);
            if (unmarshaller == null || !(unmarshaller.unmarshall(root) instanceof Response response)) {
                throw new IllegalStateException("not a Response");
            }
            Assertion assertion = response.getAssertions().get(0);
            Signature signature = assertion.getSignature();
            if (signature == null) {
                throw new IllegalStateException("not signed");
            }
            profile.validate(signature);
            SignatureValidator.validate(signature, trusted);
            if (seen.asMap().putIfAbsent(String.valueOf(assertion.getID()), true) != null) {
                throw new IllegalStateException("seen before");
            }
            byte[] nonce = new byte[12];
            random.nextBytes(nonce);
            Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
            gcm.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, nonce));
            Base64.getUrlEncoder().encodeToString(gcm.doFinal(new byte[600]));
            answer(exchange);
        };
    }

    @SuppressWarnings("JavaUtilDate") // Nimbus takes no other
    private static HttpHandler token(JWKSet keys) throws Exception {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(Set.of(JWSAlgorithm.RS256), new ImmutableJWKSet<>(keys)));
        ECKey ours = new ECKeyGenerator(Curve.P_256).keyID("ours").generate();
        var signer = new ECDSASigner(ours);
        return exchange -> {
            JWTClaimsSet claims = processor.process(field(exchange, "WebIdentityToken"), null);
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("ours").build(),
                    new JWTClaimsSet.Builder()
                            .subject(claims.getSubject())
                            .issuer("https://broker.example.com")
                            .expirationTime(new Date(System.currentTimeMillis() + 3_600_000))
                            .build());
            token.sign(signer);
            token.serialize();
            answer(exchange);
        };
    }

    private static String field(HttpServerExchange exchange, String name) {
        return Optional.ofNullable(exchange.getAttachment(FormDataParser.FORM_DATA))
                .map(form -> form.getFirst(name))
                .map(value -> value.getValue())
                .orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }

    private static void answer(HttpServerExchange exchange) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/xml");
        exchange.getResponseSender().send(ANSWER);
    }

    private static X509Certificate certificate(Path file) throws Exception {
        try (var in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
