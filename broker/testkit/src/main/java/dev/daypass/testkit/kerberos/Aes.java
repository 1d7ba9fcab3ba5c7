package dev.daypass.testkit.kerberos;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Seals as {@code aes128-cts-hmac-sha1-96} and {@code aes256-cts-hmac-sha1-96} do (RFC 3961 section 5.3, RFC 3962). */
final class Aes {
    private static final int BLOCK = 16;
    private static final int CHECKSUM = 12;

    private final SecureRandom random;

    Aes(SecureRandom random) {
        this.random = random;
    }

    /** Confounder and text under the usage's encryption key, then the checksum under its integrity key. */
    byte[] seal(byte[] key, int usage, byte[] text) {
        try {
            byte[] confounder = new byte[BLOCK];
            random.nextBytes(confounder);
            byte[] plain = DerText.join(confounder, text);
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(derive(key, usage, 0x55), "HmacSHA1"));
            byte[] checksum = Arrays.copyOf(mac.doFinal(plain), CHECKSUM);
            return DerText.join(stealing(derive(key, usage, 0xAA), plain), checksum);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES and HMAC are part of every Java platform", e);
        }
    }

    /** CBC with the last two blocks swapped and the last one cut (RFC 3962 section 5). */
    private static byte[] stealing(byte[] key, byte[] plain) throws GeneralSecurityException {
        int blocks = (plain.length + BLOCK - 1) / BLOCK;
        Cipher cbc = Cipher.getInstance("AES/CBC/NoPadding");
        cbc.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[BLOCK]));
        byte[] whole = cbc.doFinal(Arrays.copyOf(plain, blocks * BLOCK));
        int last = (blocks - 1) * BLOCK;
        byte[] swapped = whole.clone();
        System.arraycopy(whole, last, swapped, last - BLOCK, BLOCK);
        System.arraycopy(whole, last - BLOCK, swapped, last, BLOCK);
        return Arrays.copyOf(swapped, plain.length);
    }

    /** DK(key, usage | kind): the constant folded to a block, then encrypted over and over (RFC 3961 section 5.1). */
    private static byte[] derive(byte[] key, int usage, int kind) throws GeneralSecurityException {
        byte[] constant = {(byte) (usage >> 24), (byte) (usage >> 16), (byte) (usage >> 8), (byte) usage, (byte) kind};
        Cipher block = Cipher.getInstance("AES/ECB/NoPadding");
        block.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        byte[] first = block.doFinal(folded(constant));
        return key.length == BLOCK ? first : DerText.join(first, block.doFinal(first));
    }

    /** n-fold of five bytes to a block: copies, each turned by 13 more bits, added in one's complement. */
    private static byte[] folded(byte[] constant) {
        int bits = constant.length * 8;
        int copies = BLOCK; // least common multiple of 5 and 16 bytes, in copies of 5
        var turned = new byte[copies * constant.length];
        var whole = new BigInteger(1, constant);
        BigInteger mask = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
        for (int copy = 0; copy < copies; copy++) {
            int turn = 13 * copy % bits;
            BigInteger value =
                    whole.shiftRight(turn).or(whole.shiftLeft(bits - turn)).and(mask);
            byte[] bytes = fixed(value, constant.length);
            System.arraycopy(bytes, 0, turned, copy * constant.length, constant.length);
        }
        BigInteger most = BigInteger.ONE.shiftLeft(BLOCK * 8);
        BigInteger sum = BigInteger.ZERO;
        for (int start = 0; start < turned.length; start += BLOCK) {
            sum = sum.add(new BigInteger(1, Arrays.copyOfRange(turned, start, start + BLOCK)));
        }
        while (sum.compareTo(most) >= 0) {
            sum = sum.mod(most).add(sum.divide(most));
        }
        return fixed(sum, BLOCK);
    }

    private static byte[] fixed(BigInteger value, int length) {
        byte[] bytes = value.toByteArray();
        byte[] fixed = new byte[length];
        int copied = Math.min(bytes.length, length);
        System.arraycopy(bytes, bytes.length - copied, fixed, length - copied, copied);
        return fixed;
    }
}
