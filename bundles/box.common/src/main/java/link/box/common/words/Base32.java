package link.box.common.words;

/** RFC 4648, section 6, in lower case and unpadded: it fits into a DNS label. */
public final class Base32 {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    private Base32() {
    }

    /** @return the bytes as text, 5 bits a character */
    public static String of(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < bytes.length * 8; bit += 5) {
            int high = bytes[bit / 8] & 0xff;
            int low = bit / 8 + 1 < bytes.length ? bytes[bit / 8 + 1] & 0xff : 0;
            text.append(ALPHABET.charAt((high << 8 | low) >> (11 - bit % 8) & 31));
        }
        return text.toString();
    }
}
