package dev.daypass.resourceserver.jose;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Judges RSA public keys: size, exponent, and the fingerprint of keys made by the broken Infineon library. */
final class RsaStrength {
    private static final int SMALLEST = 2048;
    /** Larger ones cost too much to verify with. */
    private static final int LARGEST = 8192;

    private static final int LARGEST_EXPONENT_BITS = 64;

    /**
     * CVE-2017-15361: both primes, and so the modulus, are powers of 65537 modulo each small prime. Modulo these primes
     * the powers of 65537 do not cover everything; all of them together are met by chance once in some 10^8 keys.
     */
    private static final List<Integer> FINGERPRINT_PRIMES =
            List.of(11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157);

    private RsaStrength() {}

    /** What is wrong with the key, if anything. */
    static Optional<String> weakness(BigInteger modulus, BigInteger exponent) {
        int bits = modulus.bitLength();
        if (bits < SMALLEST) {
            return Optional.of("has " + bits + " bits, fewer than " + SMALLEST);
        }
        if (bits > LARGEST) {
            return Optional.of("has " + bits + " bits, more than " + LARGEST);
        }
        if (exponent.compareTo(BigInteger.TWO) <= 0
                || !exponent.testBit(0)
                || exponent.bitLength() > LARGEST_EXPONENT_BITS) {
            return Optional.of("has an exponent that is no odd number from 3 to 64 bits");
        }
        if (!modulus.testBit(0)) {
            return Optional.of("has an even modulus");
        }
        if (FINGERPRINT_PRIMES.stream().allMatch(prime -> isPowerOf65537(modulus, prime))) {
            return Optional.of("was made by a library whose keys can be factored (ROCA, CVE-2017-15361)");
        }
        return Optional.empty();
    }

    private static boolean isPowerOf65537(BigInteger modulus, int prime) {
        int residue = modulus.mod(BigInteger.valueOf(prime)).intValue();
        int power = 1;
        for (int i = 0; i < prime; i++) {
            if (power == residue) {
                return true;
            }
            power = power * (65537 % prime) % prime;
        }
        return false;
    }
}
