package dev.daypass.testkit.saml;

import dev.daypass.core.outcome.Reason;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * One way to cheat, by its number in the attack catalogue.
 *
 * @param name such as {@code S03 forged assertion before the real one}
 * @param reason with which it must be refused
 * @param twin what the honest Response it starts from is like
 * @param forgery makes the bad Response
 */
public record SamlAttack(String name, Reason reason, UnaryOperator<ResponseSpec> twin, Forgery forgery) {
    /** Makes a bad Response, in base64. */
    @FunctionalInterface
    public interface Forgery {
        String forge(HonestIdentityProvider provider, ResponseSpec spec);
    }

    /** The honest twin: must be accepted, or the refusal of its evil twin proves nothing. */
    public String honest(HonestIdentityProvider provider, ResponseSpec spec) {
        return provider.response(twin.apply(spec));
    }

    /** The attack itself. */
    public String forged(HonestIdentityProvider provider, ResponseSpec spec) {
        return forgery.forge(provider, twin.apply(spec));
    }

    /** Starts from a Response made another way. */
    public SamlAttack from(UnaryOperator<ResponseSpec> other) {
        return new SamlAttack(name, reason, other, forgery);
    }

    /** Starts from a signed Response. */
    public SamlAttack fromSignedResponse() {
        return from(spec -> spec.signed(ResponseSpec.Signed.RESPONSE));
    }

    static SamlAttack of(String name, Reason reason, Forgery forgery) {
        return new SamlAttack(name, reason, UnaryOperator.identity(), forgery);
    }

    /** The provider itself signs something it should not: a flaw of meaning under a good signature. */
    static SamlAttack beforeSigning(String name, Reason reason, Consumer<Draft> change) {
        return of(
                name, reason, (provider, spec) -> provider.forged(spec, change, draft -> {}, UnaryOperator.identity()));
    }

    /** Somebody changes what was signed. */
    static SamlAttack afterSigning(String name, Reason reason, Consumer<Draft> change) {
        return of(
                name, reason, (provider, spec) -> provider.forged(spec, draft -> {}, change, UnaryOperator.identity()));
    }

    /** Somebody changes the text. */
    static SamlAttack asText(String name, Reason reason, UnaryOperator<String> change) {
        return of(name, reason, (provider, spec) -> provider.forged(spec, draft -> {}, draft -> {}, change));
    }

    @Override
    public String toString() {
        return name;
    }
}
