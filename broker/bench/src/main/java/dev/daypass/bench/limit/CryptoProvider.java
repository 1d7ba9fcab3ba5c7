package dev.daypass.bench.limit;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;

/** The crypto provider that every side of a comparison runs on. */
public final class CryptoProvider {
    private CryptoProvider() {}

    /** Installs Amazon's provider where its native library loads; tells which one is in use. */
    public static String install() {
        try {
            AmazonCorrettoCryptoProvider.install();
            AmazonCorrettoCryptoProvider.INSTANCE.assertHealthy();
            return "Amazon Corretto Crypto Provider " + AmazonCorrettoCryptoProvider.INSTANCE.getVersionStr();
        } catch (LinkageError | RuntimeException e) {
            return "the JDK's own";
        }
    }
}
