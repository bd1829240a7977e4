package link.box.common.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The first 66 bits of a fingerprint in six words that a person can compare; the list is the English one of BIP-39. */
public final class SixWords {
    private static final int WORDS = 6;
    private static final int BITS = 11;
    private static final List<String> LIST = load();

    private SixWords() {
    }

    /**
     * @param sha256 32 bytes
     * @return six words, each of 11 bits, the first bits first
     */
    public static List<String> of(byte[] sha256) {
        BigInteger number = new BigInteger(1, sha256);
        List<String> words = new ArrayList<>();
        for (int i = 1; i <= WORDS; i++) {
            words.add(LIST.get(number.shiftRight(sha256.length * 8 - i * BITS).intValue() & (1 << BITS) - 1));
        }
        return List.copyOf(words);
    }

    private static List<String> load() {
        try (InputStream stream = SixWords.class.getResourceAsStream("english.txt")) {
            return new String(stream.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
