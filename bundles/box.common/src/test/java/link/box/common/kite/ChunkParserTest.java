package link.box.common.kite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import link.box.testing.Fuzz;
import org.junit.jupiter.api.Test;

class ChunkParserTest {
    private static final int CASES = Boolean.getBoolean("box.long") ? 10_000_000 : 20_000;
    private static final String THREE = "F\r\nSID: a\r\n\r\nhello" + "1BR\r\nNOOP: 1\r\nSID: b\r\nSKB: 4\r\n\r\n"
            + "10\r\nSID: c\r\n\r\n\r\n5\r\nx";

    private final Notes notes = new Notes();
    private final ChunkParser parser = new ChunkParser(notes);

    @Test
    void chunks_are_the_same_wherever_the_stream_is_split() throws Exception {
        List<String> all = List.of("a|hello", "b|", "c|\r\n5\r\nx");
        parse(THREE);
        assertEquals(all, notes.chunks);
        for (int first = 0; first <= THREE.length(); first++) {
            for (int second = first; second <= THREE.length(); second++) {
                Notes split = new Notes();
                ChunkParser other = new ChunkParser(split);
                other.parse(bytes(THREE.substring(0, first)));
                other.parse(bytes(THREE.substring(first, second)));
                other.parse(bytes(THREE.substring(second)));
                assertEquals(all, split.chunks, first + " and " + second);
            }
        }
    }

    @Test
    void lengths_that_are_none_are_refused() {
        for (String length : List.of("0", "-5", "", "R", "5RR", "5 ", " 5", "0x5", "g", "5R5",
                "1000000", "400001", "FFFFFF", "7FFFFFFFF", "5Z5")) {
            assertThrows(Malformed.class, () -> new ChunkParser(new Notes()).parse(bytes(length + "\r\nSID: a\r\n\r\n")), length);
        }
        assertEquals("a compressed chunk, which nobody asked for", assertThrows(Malformed.class, () -> parse("5Z5\r\n")).getMessage());
    }

    @Test
    void the_longest_chunk_passes_without_being_kept() throws Exception {
        parse("400000\r\nSID: a\r\n\r\n");
        byte[] part = new byte[1 << 16];
        for (int left = ChunkParser.MOST_BYTES - 10; left > 0; left -= part.length) {
            parser.parse(ByteBuffer.wrap(part, 0, Math.min(left, part.length)));
        }
        assertEquals(ChunkParser.MOST_BYTES - 10 + 2, notes.chunks.get(0).length());
    }

    @Test
    void headers_without_end_are_refused() {
        assertEquals("a chunk whose headers have no end", assertThrows(Malformed.class, () -> parse("9\r\nSID: a\r\nx")).getMessage());
        String endless = "3FFFFF\r\n" + "A: b\r\n".repeat(20_000);
        assertEquals("no end of the headers within 8192 bytes",
                assertThrows(Malformed.class, () -> new ChunkParser(new Notes()).parse(bytes(endless))).getMessage());
    }

    @Test
    void too_many_headers_and_lines_without_a_name_are_refused() {
        assertThrows(Malformed.class, () -> parse("25B\r\n" + "A: b\r\n".repeat(101) + "\r\n"));
        assertThrows(Malformed.class, () -> new ChunkParser(new Notes()).parse(bytes("A\r\nnoname\r\n\r\n")));
    }

    @Test
    void what_is_no_printable_ascii_is_made_harmless() throws Exception {
        StringBuilder seen = new StringBuilder();
        new ChunkParser(new ChunkSink() {
            @Override
            public void head(Head head) {
                seen.append(head.get("host"));
            }

            @Override
            public void data(ByteBuffer part) {
                throw new IllegalStateException();
            }

            @Override
            public void end() {
                seen.append('.');
            }
        }).parse(bytes("10\r\nHost: a\u0007\u00e4b\u007fc\r\n\r\n"));
        assertEquals("a??b?c.", seen.toString());
    }

    /** Whatever comes, however it is split: the same chunks or the same complaint, and never another exception. */
    @Test
    void fuzz() throws Exception {
        Fuzz fuzz = new Fuzz(6, corpus());
        Random random = new Random(7);
        int malformed = 0;
        for (int i = 0; i < CASES; i++) {
            String text = (fuzz.plain("chunk") + fuzz.next("chunk") + fuzz.plain("chunk")).replace("\\r", "\r").replace("\\n", "\n");
            String whole = told(text, text.length());
            assertEquals(whole, told(text, 1 + random.nextInt(7)), () -> text);
            malformed += whole.endsWith("!") ? 1 : 0;
        }
        assertTrue(malformed > CASES / 10 && malformed < CASES * 9 / 10, malformed + " of " + CASES + " were malformed");
    }

    private static String told(String text, int step) {
        Notes notes = new Notes();
        ChunkParser parser = new ChunkParser(notes);
        try {
            for (int at = 0; at < text.length(); at += step) {
                parser.parse(bytes(text.substring(at, Math.min(text.length(), at + step))));
            }
            return notes.chunks.toString();
        } catch (Malformed e) {
            return notes.chunks + e.getMessage() + "!";
        }
    }

    private static String corpus() throws IOException {
        try (InputStream in = ChunkParserTest.class.getResourceAsStream("chunks.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void parse(String text) throws Malformed {
        parser.parse(bytes(text));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
