package link.box.common.kite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadReaderTest {
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nX-PageKite-OK: https:a\r\nx-pagekite-ok: http:b\r\n\r\nrest";

    @Test
    void a_head_ends_with_its_blank_line_wherever_it_is_split() throws Exception {
        for (int split = 0; split < ANSWER.length() - 4; split++) {
            HeadReader reader = new HeadReader(1000);
            assertFalse(reader.take(bytes(ANSWER.substring(0, split))));
            ByteBuffer rest = bytes(ANSWER.substring(split));
            assertTrue(reader.take(rest));
            assertEquals("rest", StandardCharsets.US_ASCII.decode(rest).toString());
            Head head = Head.withFirstLine(reader.text());
            assertEquals("HTTP/1.1 200 OK", head.first());
            assertEquals(List.of("https:a", "http:b"), head.all("X-PageKite-OK"));
        }
    }

    @Test
    void a_head_without_end_is_refused_at_its_limit() throws Exception {
        HeadReader reader = new HeadReader(100);
        assertFalse(reader.take(bytes("x".repeat(100))));
        assertThrows(Malformed.class, () -> reader.take(bytes("x")));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
