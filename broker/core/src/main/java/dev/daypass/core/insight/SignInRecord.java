package dev.daypass.core.insight;

import dev.daypass.core.identity.ProviderId;
import java.time.Instant;

/**
 * A person's last sign-in, to be kept.
 *
 * @param subject the provider's name for the person; a store finds the person by it and does not keep it
 * @param at when
 * @param keyVersion the generation of keys that sealed it
 * @param sealed what is to be known of it, in base64url
 */
public record SignInRecord(ProviderId provider, String subject, Instant at, int keyVersion, String sealed) {
    /**
     * A sign-in as a store gives it back.
     *
     * @param id names it in links; worth nothing to who knows it
     */
    public record Kept(String id, Instant at, int keyVersion, String sealed) {
        @Override
        public String toString() {
            return "Kept[" + id + ", " + at + "]";
        }
    }

    @Override
    public String toString() {
        return "SignInRecord[" + provider + ", " + at + "]";
    }
}
