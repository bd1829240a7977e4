package link.cloud.zone.api;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;

/** The two forms of the id that a certificate gives. */
final class Ids {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{40}|[a-z2-7]{52}");
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int BITS = 5;

    private Ids() {
    }

    /** @return SHA-1 in hexadecimal and SHA-256 in base32 (RFC 4648, section 6), both lower case, of a certificate's DER */
    static Set<String> of(byte[] der) {
        return Set.of(HexFormat.of().formatHex(digest("SHA-1", der)), base32(digest("SHA-256", der)));
    }

    static boolean isId(String text) {
        return FORM.matcher(text).matches();
    }

    private static byte[] digest(String algorithm, byte[] der) {
        try {
            return MessageDigest.getInstance(algorithm).digest(der);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        for (byte b : bytes) {
            buffer = buffer << Byte.SIZE | b & 0xff;
            for (bits += Byte.SIZE; bits >= BITS; bits -= BITS) {
                text.append(BASE32.charAt(buffer >> bits - BITS & 31));
            }
        }
        return bits == 0 ? text.toString() : text.append(BASE32.charAt(buffer << BITS - bits & 31)).toString();
    }
}
