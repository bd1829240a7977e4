package link.box.common.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class SixWordsTest {
    @Test
    void the_list_is_the_well_known_one() throws Exception {
        try (InputStream stream = SixWords.class.getResourceAsStream("english.txt")) {
            assertEquals("2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda",
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(stream.readAllBytes())));
        }
    }

    @Test
    void each_word_is_eleven_bits_and_the_first_bits_come_first() {
        // the first words of BIP-39's own test vectors for these 256 bits
        assertEquals(List.of("abandon", "abandon", "abandon", "abandon", "abandon", "abandon"), SixWords.of(bytes("00".repeat(32))));
        assertEquals(List.of("legal", "winner", "thank", "year", "wave", "sausage"), SixWords.of(bytes("7f".repeat(32))));
        assertEquals(List.of("letter", "advice", "cage", "absurd", "amount", "doctor"), SixWords.of(bytes("80".repeat(32))));
        assertEquals(List.of("hamster", "diagram", "private", "dutch", "cause", "delay"),
                SixWords.of(bytes("68a79eaca2324873eacc50cb9c6eca8cc68ea5d936f98787c60c7ebc74e6ce7c")));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
